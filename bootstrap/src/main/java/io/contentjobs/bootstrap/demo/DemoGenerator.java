package io.contentjobs.bootstrap.demo;

import io.contentjobs.bootstrap.thread.DaemonThreads;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.DemoJobs;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulates a service that generates images: accepts jobs and records their progress, as a worker that embeds the library
 * does. It repeats each change while the store is unavailable, so it limits the number of jobs. Thread-safe.
 */
public final class DemoGenerator implements DemoJobs, AutoCloseable {
    public static final int MAX_RUNNING = 200;

    static final JobType TYPE = new JobType("IMAGE_GEN");
    static final String ERROR = "이미지 생성 서버가 응답하지 않습니다";

    private static final Logger LOG = LoggerFactory.getLogger(DemoGenerator.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_RETRIES = 60;
    private static final int THREADS = 2;

    private final RecordJobProgress progress;
    private final Function<EventDraftId, DemoRun> script;
    private final EndedJobs ended;
    private final Duration retryPause;
    private final AtomicBoolean outageLogged = new AtomicBoolean();
    private final Semaphore free = new Semaphore(MAX_RUNNING);
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(THREADS, task -> DaemonThreads.unstarted(task, "demo-generator"));

    /** @param mean the mean duration of a job */
    public DemoGenerator(RecordJobProgress progress, Duration mean) {
        this(progress, new DemoScript(mean, new Random()), new EndedJobs(System::nanoTime), RETRY_PAUSE);
    }

    DemoGenerator(
            RecordJobProgress progress, Function<EventDraftId, DemoRun> script, EndedJobs ended, Duration retryPause) {
        this.progress = progress;
        this.script = script;
        this.ended = ended;
        this.retryPause = retryPause;
    }

    /**
     * @throws StoreUnavailableException if the store did not acknowledge the job; the generator then does not accept it
     */
    @Override
    public Optional<JobId> generate(EventDraftId draft, Function<JobId, ImageUrls> images) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            DemoRun run = script.apply(draft);
            JobId id = progress.submit(draft, TYPE);
            ImageUrls urls = images.apply(id);
            Runnable end = () -> attempt(id, () -> end(id, run, urls), free::release, MAX_RETRIES);
            Runnable start =
                    () -> attempt(id, () -> progress.start(id), () -> schedule(end, run.processing()), MAX_RETRIES);
            schedule(start, run.pending());
            return Optional.of(id);
        } catch (RuntimeException failure) {
            free.release();
            throw failure;
        }
    }

    @Override
    public Optional<Duration> timeSinceEnd(JobId id) {
        return ended.timeSince(id);
    }

    /** Returns the number of accepted jobs that have not ended. */
    int running() {
        return MAX_RUNNING - free.availablePermits();
    }

    /** Stores the time before the status, because a client that sees the end may request the time at once. */
    private void end(JobId id, DemoRun run, ImageUrls urls) {
        ended.add(id);
        if (run.fails()) {
            progress.fail(id, ERROR);
        } else {
            progress.complete(id, urls);
        }
    }

    private void attempt(JobId id, Runnable change, Runnable then, int retries) {
        try {
            change.run();
        } catch (StoreUnavailableException unavailable) {
            if (retries > 0) {
                schedule(() -> attempt(id, change, then, retries - 1), retryPause);
            } else {
                giveUp(unavailable);
            }
            return;
        } catch (RuntimeException failure) {
            free.release();
            LOG.error("Demo job {} is abandoned", id, failure);
            return;
        }
        outageLogged.set(false);
        then.run();
    }

    /** Logs an outage once, because an outage that is too long for one job is too long for all. */
    private void giveUp(StoreUnavailableException unavailable) {
        free.release();
        if (outageLogged.compareAndSet(false, true)) {
            LOG.warn("Demo jobs are abandoned, because the store is still unavailable: {}", unavailable.getMessage());
        }
    }

    private void schedule(Runnable task, Duration delay) {
        Future<?> unused =
                timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS); // the task handles its own failures
    }

    /** Stops. Jobs in progress stay as they are. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
