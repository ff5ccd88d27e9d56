package io.contentjobs.http.contract;

import static io.contentjobs.http.contract.PollContract.assertSame;
import static io.contentjobs.http.contract.PollContract.contractHeaders;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.RawResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that wait: RFC 7240, section 4.3. The server must grant a wait of ten seconds. */
interface WaitContract extends ContractSubject {
    String LONG = "Prefer: wait=10";

    @Test
    default void client_waits_for_the_end_of_the_job() throws Exception {
        JobId id = jobs().pending();
        CompletableFuture<RawResponse> waiting = client().begin("GET", pathOf(id), LONG);
        assertHeld(waiting);
        jobs().start(id);
        assertHeld(waiting);
        jobs().complete(id);
        RawResponse response = waiting.get().isJson(200, JobCase.COMPLETED.body());
        response.has("preference-applied", "wait=10").hasNo("retry-after");
        assertThat(contractHeaders(response)).containsAllEntriesOf(contractHeaders(client().get(id)));
    }

    @Test
    default void client_that_sends_its_entity_tag_waits_for_a_change() throws Exception {
        JobId id = jobs().pending();
        String known = client().get(id).header("etag");
        CompletableFuture<RawResponse> waiting =
                client().begin("GET", pathOf(id), LONG, "If-None-Match: \"x\", W/" + known);
        assertHeld(waiting);
        jobs().start(id);
        assertThat(waiting.get().isJson(200, JobCase.PROCESSING.body()).header("retry-after"))
                .matches("[1-9][0-9]*");
    }

    @Test
    default void other_representation_is_answered_at_once() {
        JobCase.PENDING
                .poll(this, LONG, "If-None-Match: \"other\"")
                .isJson(200, JobCase.PENDING.body())
                .has("preference-applied", "wait=10");
    }

    @Test
    default void ended_job_is_answered_at_once() {
        JobId id = jobs().completed();
        RawResponse whole = client().get(id, LONG).isJson(200, JobCase.COMPLETED.body());
        whole.has("preference-applied", "wait=10");
        client().get(id, LONG, "If-None-Match: " + whole.header("etag")).is(304).has("preference-applied", "wait=10");
    }

    @ParameterizedTest
    @CsvSource({"'', Prefer: wait=1", "?wait=1, X: y"})
    default void wait_that_times_out_is_answered_with_the_current_state(String query, String header) {
        long begin = System.nanoTime();
        RawResponse response = client().send("GET", pathOf(jobs().processing()) + query, header);
        assertThat(System.nanoTime() - begin).as("nanoseconds").isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        response.isJson(200, JobCase.PROCESSING.body()).has("preference-applied", "wait=1");
        assertThat(response.header("retry-after")).matches("[1-9][0-9]*");
    }

    @Test
    default void wait_for_a_change_that_times_out_is_answered_304() {
        JobId id = jobs().processing();
        String known = client().get(id).header("etag");
        RawResponse response = client().get(id, "Prefer: wait=1", "If-None-Match: " + known);
        response.is(304).has("preference-applied", "wait=1");
        assertThat(response.header("retry-after")).matches("[1-9][0-9]*");
    }

    @Test
    default void head_waits_too() throws Exception {
        JobId id = jobs().processing();
        CompletableFuture<RawResponse> waiting = client().begin("HEAD", pathOf(id), LONG);
        assertHeld(waiting);
        jobs().complete(id);
        RawResponse head = waiting.get().is(200, "");
        assertThat(contractHeaders(head)).isEqualTo(contractHeaders(client().get(id, LONG)));
    }

    @Test
    default void server_limits_the_wait() {
        assertThat(JobCase.COMPLETED.poll(this, "Prefer: wait=100000000").header("preference-applied"))
                .matches("wait=[1-9][0-9]{0,4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=-1", "wait=soon", "wait", "respond-async", "", ",;=\"wait=3"})
    default void preference_without_a_wait_is_answered_at_once(String preference) {
        RawResponse response = JobCase.PENDING.poll(this, "Prefer: " + preference);
        assertThat(response.isJson(200, JobCase.PENDING.body()).header("preference-applied"))
                .isIn("", "wait=0");
    }

    @Test
    default void client_without_a_preference_gets_no_preference_applied() {
        JobCase.PENDING.poll(this).hasNo("preference-applied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait=soon", "?wait=-1", "?wait=", "?wait", "?wait=1s", "?wait=x&wait=1", "?wait=1.0"})
    default void wait_in_the_query_that_is_no_number_is_refused(String query) {
        client().send("GET", pathOf(jobs().pending()) + query, LONG).is(400).contains("\"HTTP_400\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "UNREADABLE", "IMAGES_GONE", "STORE_DOWN"})
    default void error_is_answered_at_once_without_preference_applied(JobCase job) {
        assertSame(job.poll(this, LONG), job.poll(this));
    }

    /** Fails if the server answers within 300 ms. */
    private static void assertHeld(CompletableFuture<RawResponse> waiting) {
        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                .as("answer before the change")
                .isInstanceOf(TimeoutException.class);
    }
}
