package io.contentjobs.bootstrap.demo;

import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.http.DemoJobs;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** What there is to look at and to try where the Redis is our own: a generator of jobs. */
public final class Demo implements DemoJobs, AutoCloseable {
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final EndedJobs ended = new EndedJobs(System::nanoTime);
    private final DemoGenerator generator;

    public Demo(RecordJobProgress progress, Settings settings) {
        DemoScript script = new DemoScript(settings.demoDuration(), new Random());
        generator = new DemoGenerator(progress, script, ended, RETRY_PAUSE);
    }

    @Override
    public Optional<JobId> generate(EventDraftId draft, Function<JobId, ImageUrls> images) {
        return generator.generate(draft, images);
    }

    @Override
    public Optional<Duration> timeSinceEnd(JobId id) {
        return ended.timeSince(id);
    }

    /** Returns when the jobs ended. */
    public EndedJobs ended() {
        return ended;
    }

    @Override
    public void close() {
        generator.close();
    }
}
