package io.contentjobs.http.contract;

import static io.contentjobs.http.contract.PollContract.assertSame;
import static io.contentjobs.http.contract.PollContract.words;
import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.EventStream.Event;
import io.contentjobs.http.testing.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to clients that stream: HTML Standard, section 9.2. */
interface StreamContract extends ContractSubject {
    @Test
    default void stream_sends_each_change_once_and_ends_with_the_job() {
        JobId id = jobs().pending();
        try (EventStream stream = client().stream(id).events()) {
            assertThat(stream.next()).isEqualTo(eventOf(id));
            jobs().start(id);
            assertThat(stream.next()).isEqualTo(eventOf(id));
            jobs().fail(id, "out of memory");
            assertThat(stream.next()).isEqualTo(eventOf(id));
            assertThat(stream.rest()).as("events after the end").isEmpty();
        }
    }

    @Test
    default void stream_of_an_ended_job_is_one_event() {
        JobId id = jobs().completed();
        try (EventStream stream = client().stream(id).events()) {
            assertThat(stream.rest()).containsExactly(eventOf(id));
        }
    }

    @Test
    default void stream_begins_with_its_headers_and_the_retry_time() {
        JobId id = jobs().processing();
        StatusClient.StreamResponse response = client().stream(id);
        try (EventStream stream = response.events()) {
            RawResponse head = response.head().is(200).hasNo("etag", "retry-after");
            assertThat(head.header("content-type")).startsWith("text/event-stream");
            assertThat(head.header("cache-control")).startsWith("no-cache");
            assertThat(words(head, "vary")).contains("accept");
            assertThat(stream.next()).isEqualTo(eventOf(id));
            assertThat(stream.retry()).as("retry").matches("[1-9][0-9]*");
        }
    }

    @Test
    default void stream_does_not_repeat_the_last_event_of_the_client() {
        JobId id = jobs().pending();
        String seen = "Last-Event-ID: " + client().get(id).header("etag");
        try (EventStream stream = client().stream(id, seen).events()) {
            jobs().start(id);
            assertThat(stream.next()).isEqualTo(eventOf(id));
        }
    }

    @Test
    default void stream_sends_the_event_that_the_client_does_not_have() {
        JobId id = jobs().pending();
        try (EventStream stream =
                client().stream(id, "Last-Event-ID: \"other\"").events()) {
            assertThat(stream.next()).isEqualTo(eventOf(id));
        }
    }

    @Test
    default void client_that_has_the_last_event_is_answered_204() {
        JobId id = jobs().completed();
        client().get(id, STREAM, "Last-Event-ID: " + client().get(id).header("etag"))
                .is(204, "");
    }

    @ParameterizedTest
    @EnumSource
    default void error_before_a_stream_is_an_ordinary_answer(JobCase job) {
        if (job.isError()) {
            assertSame(job.poll(this, STREAM), job.poll(this));
        }
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
    default void client_that_does_not_prefer_a_stream_gets_json(String accept) {
        JobCase.PENDING.poll(this, "Accept: " + accept).isJson(200, JobCase.PENDING.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "TEXT/event-stream; charset=utf-8", "text/event-stream, */*;q=0.1"})
    default void client_that_prefers_a_stream_gets_one(String accept) {
        assertThat(JobCase.COMPLETED.poll(this, "Accept: " + accept).header("content-type"))
                .startsWith("text/event-stream");
    }

    @Test
    default void head_gets_the_headers_of_a_stream() {
        RawResponse response = client().send("HEAD", pathOf(jobs().processing()), STREAM);
        assertThat(response.is(200, "").header("content-type")).startsWith("text/event-stream");
    }

    /** Returns the expected event of the job: the answer to a poll. */
    private Event eventOf(JobId id) {
        RawResponse polled = client().get(id);
        return new Event("status", polled.header("etag"), polled.body());
    }
}
