package io.contentjobs.bootstrap.metrics;

import io.contentjobs.application.WatchListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The hints that the watcher of jobs gets, and the statuses that it reads. */
final class WatchMetrics implements WatchListener {
    private final Counter hints;
    private final Counter losses;
    private final Counter suspensions;
    private final Counter rereads;
    private final Counter swept;

    WatchMetrics(MeterRegistry registry) {
        hints = counter("hints", "Hints at changes of watched jobs").register(registry);
        losses = counter("hints.lost", "Times at which Redis may not have sent all hints")
                .register(registry);
        suspensions = counter("hints.suspended", "Times at which a job had too many needless hints")
                .register(registry);
        rereads = reads("hint").register(registry);
        swept = reads("sweep").register(registry);
    }

    @Override
    public void hinted() {
        hints.increment();
    }

    @Override
    public void hintsLost() {
        losses.increment();
    }

    @Override
    public void reread(int jobs) {
        rereads.increment(jobs);
    }

    @Override
    public void swept(int jobs) {
        swept.increment(jobs);
    }

    @Override
    public void hintsSuspended() {
        suspensions.increment();
    }

    private static Counter.Builder reads(String cause) {
        return counter("reads", "Read statuses of watched jobs").tag("cause", cause);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("content.jobs.watch." + name).description(description);
    }
}
