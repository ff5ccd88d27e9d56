package io.contentjobs.http.status;

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
    private final HeldRequest.Context context;
    private final long maxSeconds;

    LongPolls(HeldRequest.Context context, Duration maxWait) {
        this.context = context;
        this.maxSeconds = maxWait.toSeconds();
    }

    /** Looks up the job on the caller's thread. Only a request that then waits needs a permit and the executor. */
    CompletableFuture<Facts> serve(
            JobId id, long wantedSeconds, RequestHeaders headers, Responder responder, Executor executor) {
        long seconds = Math.min(wantedSeconds, maxSeconds);
        var wait = new LongPoll.Wait(seconds, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), headers);
        Delivery delivery = seconds == 0 ? Delivery.POLL : Delivery.WAIT;
        JobReport report;
        try {
            report = context.jobs().getJobStatus(id);
        } catch (RuntimeException | Error failure) {
            return sent(responder.send(ErrorReplies.of(id, failure), delivery));
        }
        if (seconds == 0 || wait.isEnough(report)) {
            return sent(responder.send(wait.reply(report), delivery));
        }
        if (!context.limit().tryAcquire()) {
            return sent(responder.send(wait.replyAtOnce(report), Delivery.OVER_CAPACITY));
        }
        return new LongPoll(context, id, wait, report, responder, executor).begin();
    }

    private static CompletableFuture<Facts> sent(Facts facts) {
        return CompletableFuture.completedFuture(facts);
    }
}
