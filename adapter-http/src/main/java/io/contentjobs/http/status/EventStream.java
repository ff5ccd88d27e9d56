package io.contentjobs.http.status;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events that one client is told, piece by piece: HTML Standard, section 9.2, "Server-sent events". */
final class EventStream {
    /** How soon a client that has lost its stream asks again. */
    private static final String RETRY = "retry: 2000\n\n";

    /** A comment: it keeps gateways from taking the silence for the end, and its write fails if the client has gone. */
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

    /** @param known the id of the last event that the client has seen; null if it has seen none */
    EventStream(StatusSink sink, @Nullable String known) {
        this.sink = sink;
        this.known = known;
    }

    /** Returns all of the stream of a job that has ended. */
    StatusReply whole(JobReport end) {
        Representation representation = Representation.of(end);
        return isNews(representation)
                ? StatusReply.stream(end.status(), utf8(RETRY + event(representation)), HEADERS)
                : StatusReply.noContent();
    }

    /** Sends the head of the response and, if it is news, how the job is: in one. */
    void begin(JobReport first) throws IOException, InterruptedException {
        Representation representation = Representation.of(first);
        boolean isNews = isNews(representation);
        String beginning = isNews ? RETRY + event(representation) : RETRY;
        sink.begin(StatusReply.stream(first.status(), utf8(beginning), HEADERS));
        if (isNews) {
            wrote(representation);
        }
    }

    /** Tells whether that report would be news. */
    boolean isNews(JobReport report) {
        return isNews(Representation.of(report));
    }

    /** Tells the client of the report, if it is news. */
    void tell(JobReport report) throws IOException, InterruptedException {
        Representation representation = Representation.of(report);
        if (isNews(representation)) {
            sink.write(utf8(event(representation)));
            wrote(representation);
        }
    }

    /** Returns the status that the client was told last; null if it was told none. */
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

    /** JSON has no line breaks. */
    private static String event(Representation representation) {
        String json = new String(representation.body(), StandardCharsets.UTF_8);
        return "event: status\nid: " + representation.etag() + "\ndata: " + json + "\n\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
