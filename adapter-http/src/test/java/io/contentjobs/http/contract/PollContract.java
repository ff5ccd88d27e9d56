package io.contentjobs.http.contract;

import static io.contentjobs.http.contract.StatusClient.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that poll. */
interface PollContract extends ContractSubject {
    String PENDING = "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\"}";
    String PROCESSING = "{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}";
    String COMPLETED = "{\"status\":\"COMPLETED\",\"imageUrls\":{\"simple\":\"https://c.example/s\","
            + "\"fancy\":\"https://c.example/f\",\"trendy\":\"https://c.example/t\"}}";

    @Test
    default void pending_job_is_told() {
        assertThat(client().get(jobs().pending())).satisfies(answer -> isJson(answer, 200, PENDING));
    }

    @Test
    default void processing_job_is_told() {
        assertThat(client().get(jobs().processing())).satisfies(answer -> isJson(answer, 200, PROCESSING));
    }

    @Test
    default void completed_job_is_told_with_its_images() {
        assertThat(client().get(jobs().completed())).satisfies(answer -> isJson(answer, 200, COMPLETED));
    }

    @Test
    default void failed_job_is_told_with_its_error() {
        assertThat(client().get(jobs().failed("out of \"memory\" \\ 메모리 부족\u0001\t😀")))
                .satisfies(answer -> isJson(
                        answer,
                        200,
                        "{\"status\":\"FAILED\",\"error\":\"out of \\\"memory\\\" \\\\ 메모리 부족\\u0001\\t😀\","
                                + "\"message\":\"다시 시도해주세요\"}"));
    }

    @Test
    default void failed_job_without_an_error_is_told_with_the_default_text() {
        assertThat(client().get(jobs().failed()))
                .satisfies(answer -> isJson(
                        answer, 200, "{\"status\":\"FAILED\",\"error\":\"이미지 생성 실패\",\"message\":\"다시 시도해주세요\"}"));
    }

    @Test
    default void unknown_job_is_not_found() {
        assertThat(client().get(Jobs.id()))
                .satisfies(answer -> isJson(answer, 404, "{\"code\":\"JOB_001\",\"message\":\"Job을 찾을 수 없습니다\"}"));
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
        assertThat(client().send("GET", pathOf(id)))
                .satisfies(answer -> isJson(answer, 400, "{\"code\":\"JOB_002\",\"message\":\"jobId 형식이 올바르지 않습니다\"}"));
    }

    @Test
    default void completed_job_whose_images_have_expired_is_gone() {
        assertThat(client().get(jobs().completedWithoutImages()))
                .satisfies(answer -> isJson(answer, 410, "{\"code\":\"JOB_003\",\"message\":\"이미지가 만료되었습니다\"}"));
    }

    @Test
    default void record_that_makes_no_sense_is_an_error() {
        assertThat(client().get(jobs().unreadable()))
                .satisfies(answer -> isJson(answer, 500, "{\"code\":\"JOB_004\",\"message\":\"Job 데이터를 읽을 수 없습니다\"}"));
    }

    @Test
    default void store_that_is_down_is_never_not_found() {
        assertThat(clientOnAStoreThatIsDown().get(Jobs.id()))
                .satisfies(answer -> isJson(answer, 503, "{\"code\":\"JOB_005\",\"message\":\"잠시 후 다시 시도해주세요\"}"));
    }

    @Test
    default void retry_after_is_there_exactly_where_asking_again_makes_sense() {
        List<Answer> again = new ArrayList<>(List.of(
                client().get(jobs().pending()),
                client().get(jobs().processing()),
                clientOnAStoreThatIsDown().get(Jobs.id())));
        again.add(known(jobs().pending()));
        List<Answer> never =
                new ArrayList<>(terminal().stream().map(client()::get).toList());
        never.add(known(jobs().completed()));
        never.addAll(errors());

        assertThat(again)
                .allSatisfy(answer -> assertThat(answer.header("Retry-After"))
                        .as("Retry-After of %s", answer)
                        .matches("[1-9][0-9]*"));
        assertThat(never)
                .allSatisfy(answer -> assertThat(answer.has("Retry-After"))
                        .as("whether there is a Retry-After in %s", answer)
                        .isFalse());
    }

    @Test
    default void entity_tag_is_strong_and_of_the_representation_alone() {
        List<String> tags = List.of(jobs().pending(), jobs().processing(), jobs().completed(), jobs().failed()).stream()
                .map(id -> client().get(id).header("ETag"))
                .toList();

        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("\"[\\x21\\x23-\\x7E]+\""));
        assertThat(client().get(jobs().completed()).header("ETag"))
                .as("another job with the same representation")
                .isEqualTo(tags.get(2));
        assertThat(errors())
                .allSatisfy(answer ->
                        assertThat(answer.has("ETag")).as("%s", answer).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"a\", %s", "\"a\" , W/%s,\"b\"", "*"})
    default void representation_that_the_client_has_is_not_sent_again(String header) {
        for (JobId id : List.of(jobs().processing(), jobs().completed(), jobs().failed())) {
            Answer whole = client().get(id);
            Answer answer = client().get(id, "If-None-Match", header.formatted(whole.header("ETag")));

            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            for (String name : List.of("ETag", "Cache-Control", "Vary", "Retry-After")) {
                assertThat(answer.header(name)).as(name).isEqualTo(whole.header(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"other\"", "\"a\", \"b\"", "W/\"\"", "garbage", "", ",", "\"", "\"\"", "W/", "\"a\", \"b", "**"
            })
    default void representation_that_the_client_does_not_have_is_sent(String header) {
        assertThat(client().get(jobs().processing(), "If-None-Match", header))
                .satisfies(answer -> isJson(answer, 200, PROCESSING));
    }

    @Test
    default void error_is_told_whatever_the_client_has() {
        for (JobId id : List.of(Jobs.id(), jobs().unreadable(), jobs().completedWithoutImages())) {
            isSame(client().get(id, "If-None-Match", "*"), client().get(id));
        }
        isSame(client().send("GET", pathOf("no:id"), "If-None-Match", "*"), client().send("GET", pathOf("no:id")));
        isSame(
                clientOnAStoreThatIsDown().get(Jobs.id(), "If-None-Match", "*"),
                clientOnAStoreThatIsDown().get(Jobs.id()));
    }

    @Test
    default void caches_ask_each_time_and_keep_no_error() {
        assertThat(List.of(client().get(jobs().pending()), client().get(jobs().completed()), known(jobs().pending())))
                .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache"));
        assertThat(errors())
                .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).isEqualTo("no-store"));
    }

    @Test
    default void answers_say_what_they_vary_by_and_are_what_they_say() {
        List<Answer> all = new ArrayList<>(errors());
        all.add(client().get(jobs().pending()));
        all.add(client().get(jobs().completed()));

        assertThat(all).allSatisfy(answer -> {
            assertThat(answer.lists("Vary", "accept"))
                    .as("Vary: Accept in %s", answer)
                    .isTrue();
            assertThat(answer.lists("Vary", "prefer"))
                    .as("Vary: Prefer in %s", answer)
                    .isTrue();
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        });
    }

    @Test
    default void head_is_get_without_the_body() {
        for (JobId id :
                List.of(jobs().pending(), jobs().completed(), jobs().failed(), Jobs.id(), jobs().unreadable())) {
            Answer get = client().get(id);
            Answer head = client().head(id);

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.contractHeaders()).isEqualTo(get.contractHeaders());
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    default void other_methods_are_not_allowed(String method) {
        Answer answer = client().send(method, pathOf(jobs().pending()));

        isJson(answer, 405, "{\"code\":\"HTTP_405\",\"message\":\"허용되지 않는 메서드입니다\"}");
        assertThat(answer.lists("Allow", "get") && answer.lists("Allow", "head"))
                .as("Allow")
                .isTrue();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    default void query_of_others_changes_nothing() {
        assertThat(client().send("GET", pathOf(jobs().pending()) + "?cache=1&waiting=10"))
                .satisfies(answer -> isJson(answer, 200, PENDING));
    }

    private Answer known(JobId id) {
        return client().get(id, "If-None-Match", client().get(id).header("ETag"));
    }

    private List<JobId> terminal() {
        return List.of(jobs().completed(), jobs().failed());
    }

    private List<Answer> errors() {
        return List.of(
                client().get(Jobs.id()),
                client().send("GET", pathOf("no:id")),
                client().get(jobs().completedWithoutImages()),
                client().get(jobs().unreadable()));
    }

    /** Fails unless both answers have the same status, headers of the contract and body. */
    static void isSame(Answer answer, Answer other) {
        assertThat(answer.status()).as("status").isEqualTo(other.status());
        assertThat(answer.contractHeaders()).as("headers").isEqualTo(other.contractHeaders());
        assertThat(answer.body()).as("body").isEqualTo(other.body());
    }

    /** Fails unless the answer has this status and, to the byte, this body as JSON. */
    static void isJson(Answer answer, int status, String body) {
        assertThat(answer.status()).as("status").isEqualTo(status);
        assertThat(answer.header("Content-Type")).as("Content-Type").isEqualTo("application/json");
        assertThat(answer.body()).as("body").isEqualTo(body);
        if (answer.has("Content-Length")) {
            assertThat(answer.header("Content-Length"))
                    .as("Content-Length")
                    .isEqualTo(String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        }
    }
}
