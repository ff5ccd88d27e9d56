package io.contentjobs.http.status;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serves event streams, each on the thread of its request. An error before a stream begins is a normal response. */
final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int OK = 200;

    private final GetJobStatus jobs;
    private final JobFollower follower;
    private final WaiterLimit limit;
    private final UnaryOperator<StatusReply> retryAfter;
    private final AtomicInteger open = new AtomicInteger();

    EventStreams(GetJobStatus jobs, JobFollower follower, WaiterLimit limit, UnaryOperator<StatusReply> retryAfter) {
        this.jobs = jobs;
        this.follower = follower;
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    /** Blocks until the stream has ended. Only a stream that stays open needs a permit. */
    Facts serve(JobId id, StatusRequest request, StatusSink sink) {
        JobReport report;
        try {
            report = jobs.getJobStatus(id);
        } catch (RuntimeException | Error failure) {
            return send(ErrorReplies.of(id, failure), Delivery.STREAM, sink);
        }
        var stream = new EventStream(sink, lastEventId(request));
        if (report.status().isTerminal()) {
            return send(stream.whole(report), Delivery.STREAM, sink);
        }
        if (limit.tryAcquire()) {
            open.incrementAndGet();
            try {
                return serveLive(id, report, request, stream);
            } finally {
                limit.release();
                open.decrementAndGet();
            }
        }
        if (limit.isClosed()) {
            // The server is stopping. The stream ends with the current state, and the client reconnects to another
            // server.
            return serveLive(id, report, request, stream);
        }
        return send(ErrorReplies.OVER_CAPACITY, Delivery.OVER_CAPACITY, sink);
    }

    /** Returns the number of open streams. */
    int open() {
        return open.get();
    }

    private Facts send(StatusReply reply, Delivery delivery, StatusSink sink) {
        sink.send(retryAfter.apply(reply));
        return Facts.of(reply, delivery);
    }

    private Facts serveLive(JobId id, JobReport first, StatusRequest request, EventStream stream) {
        try {
            stream.begin(first);
            if (!request.isHead()) {
                follower.follow(id, stream);
            }
        } catch (IOException gone) {
            // The client has disconnected or does not read, and the sink has handled it.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return new Facts(OK, Delivery.STREAM, stream.told(), null);
    }

    private static @Nullable String lastEventId(StatusRequest request) {
        return request.headers().valuesOf(LAST_EVENT_ID).stream().findFirst().orElse(null);
    }
}
