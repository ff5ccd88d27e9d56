package io.contentjobs.http;

import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * What is written to one client, piece by piece. Writing blocks until the system has taken it for the client. It throws an
 * IOException when the connection is closed, as that of a client that does not read is.
 */
final class EventStream {
    private static final HttpField[] FIELDS = {
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8"),
        new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache"),
        new PreEncodedHttpField("X-Accel-Buffering", "no"),
        HttpFields.CONNECTION_CLOSE,
        Answer.VARY
    };

    private final Response response;
    private @Nullable String known;
    private AnswerOutcome told = AnswerOutcome.NOT_MODIFIED;

    /** @param known the id of the last event that the client has seen, if any */
    EventStream(Response response, @Nullable String known) {
        this.response = response;
        this.known = known;
    }

    /** Returns the stream of a job that has ended, all of it: nobody need stay for it. */
    Answer whole(JobReport end) {
        Representation representation = Representation.of(end);
        return isNews(representation)
                ? Answer.of(representation.outcome(), EventText.beginningWith(representation), FIELDS)
                : Answer.noContent();
    }

    /** Writes the head of the response, and what is to be told first, if it is news, in one. */
    void begin(JobReport first) throws IOException, InterruptedException {
        response.setStatus(HttpStatus.OK_200);
        for (HttpField field : FIELDS) {
            response.getHeaders().add(field);
        }
        Representation representation = Representation.of(first);
        if (isNews(representation)) {
            write(false, EventText.beginningWith(representation));
            wrote(representation);
        } else {
            write(false, EventText.RETRY);
        }
    }

    /** Tells whether that report would be news. */
    boolean isNews(JobReport report) {
        return isNews(Representation.of(report));
    }

    /** Tells the report, if it is news. */
    void tell(JobReport report) throws IOException, InterruptedException {
        Representation representation = Representation.of(report);
        if (isNews(representation)) {
            write(false, EventText.of(representation));
            wrote(representation);
        }
    }

    /** Returns what was told last. */
    AnswerOutcome told() {
        return told;
    }

    void heartbeat() throws IOException, InterruptedException {
        write(false, EventText.HEARTBEAT);
    }

    void end() throws IOException, InterruptedException {
        write(true, EventText.NOTHING);
    }

    private boolean isNews(Representation representation) {
        return !representation.etag().equals(known);
    }

    private void wrote(Representation representation) {
        known = representation.etag();
        told = representation.outcome();
    }

    /** Waits without a limit of its own: {@link ConnectionProgress} closes the connection of a client that hardly reads. */
    private void write(boolean last, byte[] bytes) throws IOException, InterruptedException {
        var written = new Callback.Completable(InvocationType.NON_BLOCKING);
        response.write(last, ByteBuffer.wrap(bytes), written);
        try {
            written.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
    }
}
