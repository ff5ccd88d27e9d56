package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.headers.RequestHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Answers waits when the job has changed or the time is up. Does not check meanwhile whether the client is still
 * connected. Answers at once if there is no permit. A response without an error contains the allowed time.
 */
final class LongPolls {
    private final GetJobStatus jobs;
    private final AwaitJobStatus waiting;
    private final long maxSeconds;
    private final WaiterLimit limit;
    private final Timers timers;

    LongPolls(GetJobStatus jobs, AwaitJobStatus waiting, Duration maxWait, WaiterLimit limit, Timers timers) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.maxSeconds = maxWait.toSeconds();
        this.limit = limit;
        this.timers = timers;
    }

    /** Looks up the job on the caller's thread. Only a request that then waits needs a permit and the executor. */
    CompletableFuture<Facts> serve(
            JobId id, long wantedSeconds, RequestHeaders headers, Responder responder, Executor executor) {
        long seconds = Math.min(wantedSeconds, maxSeconds);
        var wait = new Wait(seconds, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), headers);
        Delivery delivery = seconds == 0 ? Delivery.POLL : Delivery.WAIT;
        JobReport report;
        try {
            report = jobs.getJobStatus(id);
        } catch (RuntimeException | Error failure) {
            return sent(responder.send(ErrorReplies.of(id, failure), delivery));
        }
        if (seconds == 0 || wait.isEnough(report)) {
            return sent(responder.send(wait.reply(report), delivery));
        }
        if (!limit.tryAcquire()) {
            return sent(responder.send(wait.replyAtOnce(report), Delivery.OVER_CAPACITY));
        }
        return new LongPoll(this, id, wait, report, responder, executor).begin();
    }

    private static CompletableFuture<Facts> sent(Facts facts) {
        return CompletableFuture.completedFuture(facts);
    }

    GetJobStatus jobs() {
        return jobs;
    }

    AwaitJobStatus waiting() {
        return waiting;
    }

    WaiterLimit limit() {
        return limit;
    }

    Timers timers() {
        return timers;
    }
}
