package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A listener that completes a future. */
final class AsyncWait implements AwaitJobStatus.Listener {
    private final JobId id;
    private final Predicate<? super JobReport> enough;
    private final CompletableFuture<JobReport> future = new CompletableFuture<>();
    private volatile @Nullable JobReport latest;

    AsyncWait(JobId id, Predicate<? super JobReport> enough) {
        this.id = id;
        this.enough = enough;
    }

    /** Subscribes, and returns the future. However it is completed, the subscription and the timer end with it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the actions do not fail
    CompletableFuture<JobReport> begin(AwaitJobStatus waiting, Duration atMost) {
        AwaitJobStatus.Subscription subscription = waiting.subscribe(id, null, this);
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timer.completeOnTimeout(null, Nanos.of(atMost), TimeUnit.NANOSECONDS).thenRun(this::endWithTheLatest);
        future.whenComplete((report, failure) -> {
            subscription.close();
            timer.cancel(false);
        });
        return future;
    }

    @Override
    public void reported(JobReport report) {
        latest = report;
        try {
            if (report.status().isTerminal() || enough.test(report)) {
                future.complete(report);
            }
        } catch (RuntimeException failure) {
            future.completeExceptionally(failure);
        }
    }

    @Override
    public void failed(JobException failure) {
        future.completeExceptionally(failure);
    }

    @Override
    public void stopped() {
        endWithTheLatest();
    }

    private void endWithTheLatest() {
        JobReport report = latest;
        if (report == null) {
            future.completeExceptionally(
                    new StoreUnavailableException(id.value(), "no report was read during the wait", null));
        } else {
            future.complete(report);
        }
    }
}
