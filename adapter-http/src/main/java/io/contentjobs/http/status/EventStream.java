package io.contentjobs.http.status;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one stream: HTML Standard, section 9.2, "Server-sent events". */
final class EventStream {
    /** How long a client waits before it reconnects to a broken stream. */
    private static final String RETRY = "retry: 2000\n\n";

    /** A comment. It prevents timeouts of gateways, and its write fails if the client has disconnected. */
    private static final byte[] HEARTBEAT = utf8(":\n\n");

    private static final List<Header> HEADERS = List.of(
            Header.constant("Content-Type", "text/event-stream;charset=utf-8"),
            Header.constant("Cache-Control", "no-cache"),
            Header.constant("X-Accel-Buffering", "no"),
            Header.constant("Connection", "close"),
            StatusReply.VARY,
            StatusReply.NOSNIFF);

    private final StatusSink sink;
    private @Nullable String known;
    private @Nullable JobStatus told;

    /** @param known the id of the last event that the client has; null if it has none */
    EventStream(StatusSink sink, @Nullable String known) {
        this.sink = sink;
        this.known = known;
    }

    /** Returns the complete stream of a job that has ended. */
    StatusReply whole(JobReport end) {
        Representation representation = Representation.of(end);
        return isNews(representation)
                ? StatusReply.stream(end.status(), utf8(RETRY + event(representation)), HEADERS)
                : StatusReply.noContent();
    }

    /** Sends the headers of the response and, if the client does not have it yet, the first event, in one write. */
    void begin(JobReport first) throws IOException, InterruptedException {
        Representation representation = Representation.of(first);
        boolean isNews = isNews(representation);
        String beginning = isNews ? RETRY + event(representation) : RETRY;
        sink.begin(StatusReply.stream(first.status(), utf8(beginning), HEADERS));
        if (isNews) {
            wrote(representation);
        }
    }

    /** Tells whether the client does not have that report yet. */
    boolean isNews(JobReport report) {
        return isNews(Representation.of(report));
    }

    /** Sends the report, if the client does not have it yet. */
    void tell(JobReport report) throws IOException, InterruptedException {
        Representation representation = Representation.of(report);
        if (isNews(representation)) {
            sink.write(utf8(event(representation)));
            wrote(representation);
        }
    }

    /** Returns the status of the last event; null if there was none. */
    @Nullable JobStatus told() {
        return told;
    }

    void heartbeat() throws IOException, InterruptedException {
        sink.write(HEARTBEAT);
    }

    private boolean isNews(Representation representation) {
        return !representation.etag().equals(known);
    }

    private void wrote(Representation representation) {
        known = representation.etag();
        told = representation.status();
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
