package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
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
 * Plays the service that makes images: takes jobs and records their progress, as any worker that embeds the library does.
 * Each job that was taken goes to its end, through a store that is away for a while too; so no more are taken than can be
 * remembered. Thread-safe.
 */
public final class DemoGenerator implements AutoCloseable {
    public static final int MOST_RUNNING = 200;

    private static final Logger LOG = LoggerFactory.getLogger(DemoGenerator.class);
    private static final JobType TYPE = new JobType("IMAGE_GEN");
    private static final String ERROR = "이미지 생성 서버가 응답하지 않습니다";
    private static final int THREADS = 2;
    private static final int MOST_RETRIES = 60;

    private final RecordJobProgress progress;
    private final Function<EventDraftId, DemoRun> script;
    private final EndedJobs ended;
    private final Duration retryPause;
    private final AtomicBoolean outageTold = new AtomicBoolean();
    private final Semaphore places = new Semaphore(MOST_RUNNING);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS, DemoGenerator::daemon);

    /**
     * @param progress where it records
     * @param script decides how each job goes
     * @param ended is told of each job's end
     * @param retryPause how long to leave a store alone that did not answer
     */
    public DemoGenerator(
            RecordJobProgress progress, Function<EventDraftId, DemoRun> script, EndedJobs ended, Duration retryPause) {
        this.progress = progress;
        this.script = script;
        this.ended = ended;
        this.retryPause = retryPause;
    }

    /**
     * Takes a job, and returns its id; or nothing if too many are under way.
     *
     * @param images where the images of that job will be, if it ends well
     * @throws StoreUnavailableException if the store did not acknowledge the job; it is not taken then
     */
    public Optional<JobId> generate(EventDraftId draft, Function<JobId, ImageUrls> images) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            DemoRun run = script.apply(draft);
            JobId id = progress.submit(draft, TYPE);
            ImageUrls urls = images.apply(id);
            Runnable end = () -> attempt(id, () -> end(id, run, urls), places::release, MOST_RETRIES);
            Runnable start =
                    () -> attempt(id, () -> progress.start(id), () -> schedule(end, run.processing()), MOST_RETRIES);
            schedule(start, run.pending());
            return Optional.of(id);
        } catch (RuntimeException failure) {
            places.release();
            throw failure;
        }
    }

    /** How many jobs have been taken and not ended yet. */
    int running() {
        return MOST_RUNNING - places.availablePermits();
    }

    /** Takes its time first: nobody may see the end before it is known. */
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
        } catch (StoreUnavailableException away) {
            if (retries > 0) {
                schedule(() -> attempt(id, change, then, retries - 1), retryPause);
            } else {
                giveUp(away);
            }
            return;
        } catch (RuntimeException failure) {
            places.release();
            LOG.error("Demo job {} is given up", id, failure);
            return;
        }
        outageTold.set(false);
        then.run();
    }

    /** An outage that is too long for one is too long for all, and told of once. */
    private void giveUp(StoreUnavailableException away) {
        places.release();
        if (outageTold.compareAndSet(false, true)) {
            LOG.warn("Demo jobs are given up, since the store stays away: {}", away.getMessage());
        }
    }

    private void schedule(Runnable task, Duration delay) {
        // Tasks see to their own failures; and once this is closed, whatever they still wanted has no point.
        Future<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "demo-generator");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops; jobs under way stay as they are. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
