package io.contentjobs.http;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AnswerSender sender;
    private final AtomicInteger open = new AtomicInteger();

    EventStreams(GetJobStatus jobs, JobFollower follower, WaitingRoom room, AnswerSender sender) {
        this.jobs = jobs;
        this.follower = follower;
        this.room = room;
        this.sender = sender;
    }

    /** Blocks until the stream has ended. Only who stays for more than there is to tell now takes a seat. */
    void serve(JobId id, Request request, Response response, Callback callback) {
        JobReport report;
        try {
            report = jobs.getJobStatus(id);
        } catch (RuntimeException failure) {
            sender.send(ErrorAnswers.of(id, failure), AnswerManner.STREAM, request, response, callback);
            return;
        }
        var stream = new EventStream(response, request.getHeaders().get("Last-Event-ID"));
        if (report.status().isTerminal()) {
            sender.send(stream.whole(report), AnswerManner.STREAM, request, response, callback);
        } else if (room.enter()) {
            open.incrementAndGet();
            try {
                serveLive(id, report, request, stream, callback);
            } finally {
                room.leave();
                open.decrementAndGet();
            }
        } else if (room.isClosed()) {
            // It ends at once: who has been told how the job is comes back, to a server that does not stop.
            serveLive(id, report, request, stream, callback);
        } else {
            sender.send(ErrorAnswers.noPlace(), AnswerManner.SHED, request, response, callback);
        }
    }

    /** Returns how many there are now. */
    int open() {
        return open.get();
    }

    private void serveLive(JobId id, JobReport first, Request request, EventStream stream, Callback callback) {
        Throwable failure = stream(id, first, request, stream);
        if (failure == null) {
            callback.succeeded();
        } else {
            callback.failed(failure);
        }
        sender.sent(stream.told(), request);
    }

    /** Returns why the stream broke off, which is no news to anybody: the client has gone, or does not read. */
    private @Nullable Throwable stream(JobId id, JobReport first, Request request, EventStream stream) {
        try {
            stream.begin(first);
            if (!HttpMethod.HEAD.is(request.getMethod())) {
                follower.follow(id, stream);
            }
            stream.end();
            return null;
        } catch (IOException | InterruptedException gone) {
            return gone;
        }
    }
}
