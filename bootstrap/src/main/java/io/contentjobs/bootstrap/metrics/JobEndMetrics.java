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
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long images take: a histogram by type and outcome whose bounds hold the goals, a mean of 20 s and 95 % within
 * 40 s. Jobs that end without telling when they were submitted are counted apart, so that none is lost.
 *
 * <p>Types come from outside and each costs memory for ever: only the first few are told apart.
 */
final class JobEndMetrics implements JobEndListener {
    static final int MAX_TYPES = 20;

    private static final Duration[] BOUNDS = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(40),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120)
    };

    private final MeterRegistry registry;
    private final Set<String> types = new HashSet<>();

    JobEndMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void jobEnded(@Nullable JobType type, JobStatus outcome, @Nullable Duration generationTime) {
        Tags tags = Tags.of("type", label(type), "outcome", outcome.name().toLowerCase(Locale.ROOT));
        if (generationTime == null) {
            undated(tags).increment();
        } else {
            generation(tags).record(generationTime);
        }
    }

    private Timer generation(Tags tags) {
        return Timer.builder("content.jobs.generation")
                .description("Time from the submission of a job to its end")
                .serviceLevelObjectives(BOUNDS)
                .tags(tags)
                .register(registry);
    }

    private Counter undated(Tags tags) {
        return Counter.builder("content.jobs.ended.undated")
                .description("Jobs that ended and do not tell when they were submitted")
                .tags(tags)
                .register(registry);
    }

    private synchronized String label(@Nullable JobType type) {
        if (type == null) {
            return "unknown";
        }
        boolean known = types.contains(type.name()) || (types.size() < MAX_TYPES && types.add(type.name()));
        return known ? type.name() : "other";
    }
}
