package io.contentjobs.http.contract;

import static io.contentjobs.http.contract.PollContract.isJson;
import static io.contentjobs.http.contract.PollContract.isSame;
import static io.contentjobs.http.contract.StatusClient.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.EventStream.Event;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that stream: HTML Standard, section 9.2. */
interface StreamContract extends ContractSubject {
    @Test
    default void each_change_is_told_once_up_to_the_end() {
        JobId id = jobs().pending();
        try (EventStream stream = client().stream(id)) {
            assertThat(stream.next()).isEqualTo(eventOf(id));
            jobs().start(id);
            assertThat(stream.next()).isEqualTo(eventOf(id));
            jobs().fail(id, "out of memory");
            assertThat(stream.next()).isEqualTo(eventOf(id));
            assertThat(stream.rest()).as("events after the end").isEmpty();
        }
    }

    @Test
    default void job_that_has_ended_is_one_event() {
        JobId id = jobs().completed();
        try (EventStream stream = client().stream(id)) {
            assertThat(stream.rest()).containsExactly(eventOf(id));
        }
    }

    @Test
    default void stream_says_what_it_is() {
        JobId id = jobs().processing();
        HttpResponse<InputStream> response = client().open(id);
        try (EventStream stream = new EventStream(response.body())) {
            Answer head = new Answer(response.statusCode(), response.headers(), "");

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).startsWith("text/event-stream");
            assertThat(head.header("Cache-Control")).startsWith("no-cache");
            assertThat(head.lists("Vary", "accept")).as("Vary: Accept").isTrue();
            assertThat(head.has("ETag")).as("ETag").isFalse();
            assertThat(head.has("Retry-After")).as("Retry-After").isFalse();
            assertThat(stream.next()).isEqualTo(eventOf(id));
            assertThat(stream.retry()).as("retry").matches("[1-9][0-9]*");
        }
    }

    @Test
    default void event_that_the_client_has_seen_is_not_told_again() {
        JobId id = jobs().pending();
        try (EventStream stream =
                client().stream(id, "Last-Event-ID", client().get(id).header("ETag"))) {
            jobs().start(id);

            assertThat(stream.next()).isEqualTo(eventOf(id));
        }
    }

    @Test
    default void event_that_the_client_has_not_seen_is_told() {
        JobId id = jobs().pending();
        try (EventStream stream = client().stream(id, "Last-Event-ID", "\"other\"")) {
            assertThat(stream.next()).isEqualTo(eventOf(id));
        }
    }

    @Test
    default void client_that_has_seen_the_end_need_not_come_again() {
        JobId id = jobs().completed();
        Answer answer = client().get(
                        id,
                        "Accept",
                        "text/event-stream",
                        "Last-Event-ID",
                        client().get(id).header("ETag"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    default void error_before_a_stream_is_an_ordinary_answer() {
        String stream = "text/event-stream";
        for (JobId id : List.of(Jobs.id(), jobs().unreadable(), jobs().completedWithoutImages())) {
            isSame(client().get(id, "Accept", stream), client().get(id));
        }
        isSame(client().send("GET", pathOf("no:id"), "Accept", stream), client().send("GET", pathOf("no:id")));
        isSame(
                clientOnAStoreThatIsDown().get(Jobs.id(), "Accept", stream),
                clientOnAStoreThatIsDown().get(Jobs.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/*",
                "application/json",
                "application/json, text/event-stream;q=0.5",
                "text/event-stream;q=0, */*",
                "image/png"
            })
    default void client_that_does_not_prefer_a_stream_is_told_json(String accept) {
        assertThat(client().get(jobs().pending(), "Accept", accept))
                .satisfies(answer -> isJson(answer, 200, PollContract.PENDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "TEXT/event-stream; charset=utf-8", "text/event-stream, */*;q=0.1"})
    default void client_that_prefers_a_stream_is_told_one(String accept) {
        Answer answer = client().get(jobs().completed(), "Accept", accept);

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    default void head_is_told_the_headers_of_a_stream() {
        Answer answer = client().head(jobs().processing(), "Accept", "text/event-stream");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body()).isEmpty();
    }

    /** Returns what is to be told of the job now: what a poll is told. */
    private Event eventOf(JobId id) {
        Answer polled = client().get(id);
        return new Event("status", polled.header("ETag"), polled.body());
    }
}
