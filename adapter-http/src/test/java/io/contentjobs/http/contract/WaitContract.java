package io.contentjobs.http.contract;

import static io.contentjobs.http.contract.PollContract.isJson;
import static io.contentjobs.http.contract.PollContract.isSame;
import static io.contentjobs.http.contract.StatusClient.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that wait: RFC 7240, section 4.3. The server must grant a wait of ten seconds. */
interface WaitContract extends ContractSubject {
    @Test
    default void end_is_waited_for() throws Exception {
        JobId id = jobs().pending();
        CompletableFuture<Answer> waiting = client().begin("GET", pathOf(id), "Prefer", "wait=10");
        isHeld(waiting);

        jobs().start(id);
        isHeld(waiting);
        jobs().complete(id);

        Answer answer = waiting.get();
        isJson(answer, 200, PollContract.COMPLETED);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
        assertThat(answer.has("Retry-After")).isFalse();
        assertThat(answer.contractHeaders())
                .containsAllEntriesOf(client().get(id).contractHeaders());
    }

    @Test
    default void change_is_waited_for_by_a_client_that_names_what_it_has() throws Exception {
        JobId id = jobs().pending();
        String known = client().get(id).header("ETag");
        CompletableFuture<Answer> waiting =
                client().begin("GET", pathOf(id), "Prefer", "wait=10", "If-None-Match", "\"x\", W/" + known);
        isHeld(waiting);

        jobs().start(id);

        isJson(waiting.get(), 200, PollContract.PROCESSING);
        assertThat(waiting.get().header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    default void representation_that_differs_is_told_at_once() {
        Answer answer = client().get(jobs().pending(), "Prefer", "wait=10", "If-None-Match", "\"other\"");

        isJson(answer, 200, PollContract.PENDING);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
    }

    @Test
    default void end_that_has_come_is_told_at_once() {
        JobId id = jobs().completed();
        Answer whole = client().get(id, "Prefer", "wait=10");
        Answer known = client().get(id, "Prefer", "wait=10", "If-None-Match", whole.header("ETag"));

        isJson(whole, 200, PollContract.COMPLETED);
        assertThat(known.status()).isEqualTo(304);
        assertThat(List.of(whole, known))
                .allSatisfy(answer ->
                        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?wait=1"})
    default void current_state_is_told_when_the_time_is_up(String query) {
        JobId id = jobs().processing();
        String[] preference = query.isEmpty() ? new String[] {"Prefer", "wait=1"} : new String[0];
        long begin = System.nanoTime();

        Answer answer = client().send("GET", pathOf(id) + query, preference);

        assertThat(System.nanoTime() - begin).as("nanoseconds").isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        isJson(answer, 200, PollContract.PROCESSING);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    default void not_modified_is_told_when_the_time_is_up_to_a_client_that_names_what_it_has() {
        JobId id = jobs().processing();
        String known = client().get(id).header("ETag");

        Answer answer = client().get(id, "Prefer", "wait=1", "If-None-Match", known);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    default void head_waits_too() throws Exception {
        JobId id = jobs().processing();
        CompletableFuture<Answer> waiting = client().begin("HEAD", pathOf(id), "Prefer", "wait=10");
        isHeld(waiting);

        jobs().complete(id);

        assertThat(waiting.get().contractHeaders())
                .isEqualTo(client().get(id, "Prefer", "wait=10").contractHeaders());
        assertThat(waiting.get().body()).isEmpty();
    }

    @Test
    default void wait_is_never_longer_than_the_server_grants() {
        assertThat(client().get(jobs().completed(), "Prefer", "wait=100000000").header("Preference-Applied"))
                .matches("wait=[1-9][0-9]{0,4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=-1", "wait=soon", "wait", "respond-async", "", ",;=\"wait=3"})
    default void preference_that_asks_for_no_wait_is_answered_at_once(String preference) {
        Answer answer = client().get(jobs().pending(), "Prefer", preference);

        isJson(answer, 200, PollContract.PENDING);
        assertThat(answer.header("Preference-Applied")).isIn("", "wait=0");
    }

    @Test
    default void client_that_does_not_wait_is_told_of_no_preference() {
        assertThat(client().get(jobs().pending()).has("Preference-Applied")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait=soon", "?wait=-1", "?wait="})
    default void wait_in_the_query_that_is_no_number_is_refused(String query) {
        assertThat(client().send("GET", pathOf(jobs().pending()) + query).status())
                .isEqualTo(400);
    }

    @Test
    default void error_is_told_at_once_and_grants_nothing() {
        for (JobId id : List.of(Jobs.id(), jobs().unreadable(), jobs().completedWithoutImages())) {
            isSame(client().get(id, "Prefer", "wait=10"), client().get(id));
        }
        isSame(
                clientOnAStoreThatIsDown().get(Jobs.id(), "Prefer", "wait=10"),
                clientOnAStoreThatIsDown().get(Jobs.id()));
    }

    /** Fails if the server answers within 300 ms. */
    private static void isHeld(CompletableFuture<Answer> waiting) {
        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                .as("answer before the change")
                .isInstanceOf(TimeoutException.class);
    }
}
