package io.contentjobs.http.status;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves event streams. An error before a stream begins is a normal response. */
final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final HeldRequest.Context context;
    private final WaiterLimit limit;
    private final long heartbeatNanos;
    private final Runnable returnPermit;
    private final AtomicInteger open = new AtomicInteger();

    EventStreams(HeldRequest.Context context, Duration heartbeat) {
        this.context = context;
        this.limit = context.limit();
        this.heartbeatNanos = heartbeat.toNanos();
        returnPermit = () -> {
            open.decrementAndGet();
            limit.release();
        };
    }

    /** Looks up the job on the caller's thread. Only a stream that stays open needs a permit. */
    CompletableFuture<Facts> serve(JobId id, StatusRequest request, Responder responder, Executor executor) {
        JobReport report;
        try {
            report = context.jobs().getJobStatus(id);
        } catch (RuntimeException | Error failure) {
            return sent(responder.send(ErrorReplies.of(id, failure), Delivery.STREAM));
        }
        var events = new EventStream(lastEventId(request));
        if (report.status().isTerminal()) {
            return sent(responder.send(events.whole(report), Delivery.STREAM));
        }
        boolean acquired = limit.tryAcquire();
        // While the server is stopping, the stream ends with the current state, and the client reconnects to another
        // server.
        if (!acquired && !limit.isClosed()) {
            return sent(responder.send(ErrorReplies.OVER_CAPACITY, Delivery.OVER_CAPACITY));
        }
        if (acquired) {
            open.incrementAndGet();
        }
        boolean ending = !acquired || request.isHead();
        Runnable atEnd = acquired ? returnPermit : () -> {};
        return new LiveStream(context, heartbeatNanos, id, report, events, responder.sink(), executor, atEnd, ending)
                .begin();
    }

    /** Returns the number of open streams. */
    int open() {
        return open.get();
    }

    private static CompletableFuture<Facts> sent(Facts facts) {
        return CompletableFuture.completedFuture(facts);
    }

    private static @Nullable String lastEventId(StatusRequest request) {
        return request.headers().valuesOf(LAST_EVENT_ID).stream().findFirst().orElse(null);
    }
}
