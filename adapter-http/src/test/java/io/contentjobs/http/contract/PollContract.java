package io.contentjobs.http.contract;

import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.RawResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that poll. */
interface PollContract extends ContractSubject {
    @ParameterizedTest
    @EnumSource
    default void each_job_has_its_status_and_body(JobCase job) {
        job.poll(this).isJson(job.status(), job.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no:id",
                "%20",
                "%3A",
                "a.b",
                "~",
                "a,b",
                "%7Bid%7D",
                "%C3%A9",
                "0123456789012345678901234567890123456789012345678901234567890123_"
            })
    default void malformed_id_is_refused(String id) {
        client().send("GET", "/api/content/jobs/" + id + "/status").isJson(400, JobCase.MALFORMED_ID.body());
    }

    @ParameterizedTest
    @EnumSource
    default void retry_after_is_sent_exactly_when_a_retry_makes_sense(JobCase job) {
        assertThat(job.poll(this).header("retry-after")).matches(job.isRetried() ? "[1-9][0-9]*" : "");
    }

    @ParameterizedTest
    @EnumSource
    default void representation_alone_has_an_entity_tag_which_is_strong(JobCase job) {
        assertThat(job.poll(this).header("etag"))
                .matches(job.isError() ? "" : "\"[\\x21\\x23-\\x7E]+\"")
                .isEqualTo(job.poll(this).header("etag"));
    }

    @Test
    default void entity_tags_of_different_representations_differ() {
        assertThat(Stream.of(JobCase.values()).filter(job -> !job.isError()))
                .extracting(job -> job.poll(this).header("etag"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"a\", %s", "\"a\" , W/%s,\"b\"", "*"})
    default void matching_if_none_match_is_answered_304(String header) {
        for (JobId id : List.of(jobs().processing(), jobs().completed(), jobs().failed())) {
            RawResponse whole = client().get(id);
            RawResponse response = client().get(id, "If-None-Match: " + header.formatted(whole.header("etag")));
            response.is(304, "");
            for (String name : List.of("etag", "cache-control", "vary", "retry-after")) {
                assertThat(response.headers().get(name))
                        .isEqualTo(whole.headers().get(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"other\"", "\"a\", \"b\"", "W/\"\"", "x", "", ",", "\"", "\"\"", "W/", "\"a\", \"b", "**"})
    default void other_if_none_match_is_answered_200(String header) {
        JobCase.PROCESSING.poll(this, "If-None-Match: " + header).isJson(200, JobCase.PROCESSING.body());
    }

    @ParameterizedTest
    @EnumSource
    default void if_none_match_changes_no_error(JobCase job) {
        if (job.isError()) {
            assertSame(job.poll(this, "If-None-Match: *"), job.poll(this));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void caches_revalidate_answers_and_store_no_error(JobCase job) {
        job.poll(this).has("cache-control", job.isError() ? "no-store" : "private, no-cache");
    }

    @ParameterizedTest
    @EnumSource
    default void answers_send_vary_and_nosniff(JobCase job) {
        RawResponse response = job.poll(this).has("x-content-type-options", "nosniff");
        assertThat(words(response, "vary")).contains("accept", "prefer");
    }

    @ParameterizedTest
    @EnumSource
    default void head_is_get_without_the_body(JobCase job) {
        String path = job.path(jobs());
        RawResponse head = job.client(this).send("HEAD", path).is(job.status(), "");
        assertThat(contractHeaders(head))
                .isEqualTo(contractHeaders(job.client(this).send("GET", path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    default void other_methods_are_not_allowed(String method) {
        RawResponse response = client().send(method, pathOf(jobs().pending()));
        response.isJson(405, "{\"code\":\"HTTP_405\",\"message\":\"허용되지 않는 메서드입니다\"}")
                .has("cache-control", "no-store");
        assertThat(words(response, "allow")).contains("get", "head");
    }

    @Test
    default void unknown_query_parameters_are_ignored() {
        client().send("GET", pathOf(jobs().pending()) + "?cache=1&waiting=10").isJson(200, JobCase.PENDING.body());
    }

    /** Fails unless both answers have the same status, headers of the contract and body. */
    static void assertSame(RawResponse response, RawResponse other) {
        response.is(other.status(), other.body());
        assertThat(contractHeaders(response)).isEqualTo(contractHeaders(other));
    }

    /** Returns the headers of the contract, without those that are new in each answer or belong to the connection. */
    static Map<String, List<String>> contractHeaders(RawResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers());
        headers.keySet()
                .retainAll(Set.of(
                        "cache-control",
                        "content-length",
                        "content-type",
                        "etag",
                        "retry-after",
                        "vary",
                        "preference-applied"));
        return headers;
    }

    /** Returns the header's values, which are separated by commas, in lower case. */
    static List<String> words(RawResponse response, String header) {
        String values = String.join(",", response.headers().getOrDefault(header, List.of()));
        return List.of(values.toLowerCase(Locale.ROOT).split(" *, *", -1));
    }
}
