package io.contentjobs.http.status;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one stream: HTML Standard, section 9.2, "Server-sent events". */
final class EventStream {
    /** A comment. It prevents timeouts of gateways, and its write fails if the client has disconnected. */
    static final byte[] HEARTBEAT = utf8(":\n\n");

    /** How long a client waits before it reconnects to a broken stream. */
    private static final String RETRY = "retry: 2000\n\n";

    private static final List<Header> HEADERS = List.of(
            Header.constant("Content-Type", "text/event-stream;charset=utf-8"),
            Header.constant("Cache-Control", "no-cache"),
            Header.constant("X-Accel-Buffering", "no"),
            Header.constant("Connection", "close"),
            StatusReply.VARY,
            StatusReply.NOSNIFF);

    private @Nullable String known;
    private @Nullable JobStatus told;

    /** @param known the id of the last event that the client has; null if it has none */
    EventStream(@Nullable String known) {
        this.known = known;
    }

    /** Returns the complete stream of a job that has ended. */
    StatusReply whole(JobReport end) {
        Representation representation = Representation.of(end);
        return isNews(representation)
                ? StatusReply.stream(end.status(), utf8(RETRY + event(representation)), HEADERS)
                : StatusReply.noContent();
    }

    /** Returns the headers of the response and, if the client does not have it yet, the first event. */
    StatusReply beginning(JobReport first) {
        Representation representation = Representation.of(first);
        String beginning = isNews(representation) ? RETRY + event(representation) : RETRY;
        return StatusReply.stream(first.status(), utf8(beginning), HEADERS);
    }

    /** Tells whether the client does not have that report yet. */
    boolean isNews(JobReport report) {
        return isNews(Representation.of(report));
    }

    /** Returns the event of a report. */
    byte[] event(JobReport report) {
        return utf8(event(Representation.of(report)));
    }

    /** Records that the client has the report. */
    void sent(JobReport report) {
        Representation representation = Representation.of(report);
        if (isNews(representation)) {
            known = representation.etag();
            told = representation.status();
        }
    }

    /** Returns the status of the last event; null if there was none. */
    @Nullable JobStatus told() {
        return told;
    }

    private boolean isNews(Representation representation) {
        return !representation.etag().equals(known);
    }

    /** Returns the text of an event. The JSON has no line breaks. */
    private static String event(Representation representation) {
        String json = new String(representation.body(), StandardCharsets.UTF_8);
        return "event: status\nid: " + representation.etag() + "\ndata: " + json + "\n\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
