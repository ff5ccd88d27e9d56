package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Serves streams of events, each on the thread of its request. What goes wrong before one begins is an ordinary answer. */
final class EventStreams {
    private final GetJobStatus jobs;
    private final JobFollower follower;
    private final WaitingRoom room;
    private final ClientWatch clients;
    private final Duration patience;
    private final HttpField retryAfter;

    EventStreams(
            GetJobStatus jobs,
            JobFollower follower,
            WaitingRoom room,
            ClientWatch clients,
            Duration patience,
            HttpField retryAfter) {
        this.jobs = jobs;
        this.follower = follower;
        this.room = room;
        this.clients = clients;
        this.patience = patience;
        this.retryAfter = retryAfter;
    }

    /** Blocks until the stream has ended. Only who stays for more than there is to tell now takes a seat. */
    void serve(JobId id, Request request, Response response, Callback callback) {
        JobReport report;
        try {
            report = jobs.getJobStatus(id);
        } catch (RuntimeException failure) {
            ErrorAnswers.of(id, failure).send(response, retryAfter, callback);
            return;
        }
        var stream = new EventStream(response, patience, request.getHeaders().get("Last-Event-ID"));
        if (report.status().isTerminal()) {
            Answer end = stream.isNews(report) ? EventStream.whole(report) : Answer.noContent();
            end.send(response, retryAfter, callback);
        } else if (room.enter()) {
            try {
                serveSeated(id, report, request, stream, callback);
            } finally {
                room.leave();
            }
        } else {
            ErrorAnswers.of(ErrorCode.STORE_UNAVAILABLE).send(response, retryAfter, callback);
        }
    }

    private void serveSeated(JobId id, JobReport first, Request request, EventStream stream, Callback callback) {
        Throwable failure = stream(id, first, request, stream);
        if (failure == null) {
            callback.succeeded();
        } else {
            callback.failed(failure);
        }
    }

    /** Returns why the stream broke off, which is no news to anybody: the client has gone, or does not read. */
    private @Nullable Throwable stream(JobId id, JobReport first, Request request, EventStream stream) {
        WatchedClient client = clients.begin(request.getConnectionMetaData().getConnection(), false);
        try {
            stream.begin(first);
            if (!HttpMethod.HEAD.is(request.getMethod())) {
                follower.follow(id, stream);
            }
            stream.end();
            return null;
        } catch (IOException | InterruptedException gone) {
            return gone;
        } finally {
            client.end();
        }
    }
}
