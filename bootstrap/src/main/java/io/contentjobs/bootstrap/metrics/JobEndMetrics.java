package io.contentjobs.bootstrap.metrics;

import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Generation times by type and outcome. The bounds include the goals: a mean of 20 s and 95 % within 40 s. Jobs without a
 * submission time are counted separately. Types come from other services and each needs memory for ever, so only the
 * first {@value #MAX_TYPES} types get a series.
 */
final class JobEndMetrics implements JobEndListener {
    static final int MAX_TYPES = 20;

    private static final Duration[] BOUNDS = Bounds.millis(5_000, 10_000, 20_000, 30_000, 40_000, 60_000, 120_000);

    private final MeterRegistry registry;
    private final Set<String> types = new HashSet<>();

    JobEndMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void jobEnded(@Nullable JobType type, JobStatus outcome, @Nullable Duration generationTime) {
        Tags tags = Tags.of("type", label(type), "outcome", HttpMetrics.label(outcome));
        if (generationTime == null) {
            Counter.builder("content.jobs.ended.undated")
                    .description("Ended jobs whose submission time is unknown")
                    .tags(tags)
                    .register(registry)
                    .increment();
        } else {
            Timer.builder("content.jobs.generation")
                    .description("Time from the submission of a job to its end")
                    .serviceLevelObjectives(BOUNDS)
                    .tags(tags)
                    .register(registry)
                    .record(generationTime);
        }
    }

    private synchronized String label(@Nullable JobType type) {
        if (type == null) {
            return "unknown";
        }
        boolean known = types.contains(type.name()) || (types.size() < MAX_TYPES && types.add(type.name()));
        return known ? type.name() : "other";
    }
}
