package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.AwaitJobStatus.Subscription;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request that stays open without a thread: it has a permit, a subscription to its job, and a timer. Reports and timers
 * only add tasks, which run on the request's executor, one at a time. The completion of the future, by the last task or by
 * a caller that cancels it, closes the subscription and the timer, and returns the permit.
 */
abstract class HeldRequest implements AwaitJobStatus.Listener {
    /** What all these requests of a resource share. */
    record Context(GetJobStatus jobs, AwaitJobStatus waiting, WaiterLimit limit, Timers timers) {}

    private final Context context;
    private final JobId id;
    private final Runnable returnPermit;
    private final CompletableFuture<Facts> facts = new CompletableFuture<>();
    private final SerialTasks tasks;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;
    private volatile @Nullable Future<?> timer;

    HeldRequest(Context context, JobId id, Executor executor, Runnable returnPermit) {
        this.context = context;
        this.id = id;
        this.returnPermit = returnPermit;
        tasks = new SerialTasks(executor, facts::completeExceptionally);
    }

    /** Begins on the caller's thread, and returns the future facts. */
    final CompletableFuture<Facts> begin() {
        run(this::start);
        var unused = facts.whenComplete((done, failure) -> release());
        tasks.begin();
        return facts;
    }

    /** The first task. */
    abstract void start();

    /** The job has a new report. */
    abstract void onReport(JobReport report);

    /** The job cannot be reported any more. */
    abstract void onFailure(JobException failure);

    /** The server is stopping. */
    abstract void onStop();

    final JobId id() {
        return id;
    }

    /** Returns the present report. Blocks. */
    final JobReport lookUp() {
        return context.jobs().getJobStatus(id);
    }

    final void subscribe(JobReport known) {
        subscription = context.waiting().subscribe(id, known, this);
    }

    /** Replaces the timer. */
    final void schedule(Runnable task, long nanos) {
        Future<?> next = context.timers().schedule(() -> execute(task), nanos);
        timer = next;
        if (released.get()) {
            next.cancel(false);
        }
    }

    /** Adds a task. It does not run if the request has been completed before. */
    final void execute(Runnable task) {
        tasks.execute(() -> run(task));
    }

    /** Closes the subscription and the timer, and returns the permit. Calling it again does nothing. */
    final void release() {
        if (released.getAndSet(true)) {
            return;
        }
        returnPermit.run();
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    final void complete(Facts result) {
        release();
        facts.complete(result);
    }

    private void run(Runnable task) {
        if (facts.isDone()) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            facts.completeExceptionally(failure);
        }
    }

    @Override
    public final void reported(JobReport report) {
        execute(() -> onReport(report));
    }

    @Override
    public final void failed(JobException failure) {
        execute(() -> onFailure(failure));
    }

    @Override
    public final void stopped() {
        execute(this::onStop);
    }
}
