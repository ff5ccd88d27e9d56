package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/**
 * Decides the course of demo jobs. They behave like real jobs, but faster. Their durations are log-normal, and the 95th
 * percentile is twice the mean. One in ten fails; one in twenty takes longer than clients wait by default. Drafts named
 * {@code ok-…} and {@code fail-…} take the mean, drafts named {@code slow-…} take too long.
 *
 * @param mean the mean duration, except of jobs that take too long
 */
record DemoScript(Duration mean, Random random) implements Function<EventDraftId, DemoRun> {
    /** Clients wait 30 s by default; a user needs some time to react to that. */
    static final Duration TOO_LONG = Duration.ofSeconds(45);

    /** The 95th percentile is exp(1.645 σ - σ² / 2) = 2 times the mean. */
    private static final double SIGMA = 0.5;

    /** The limit of a duration, in means, because the log-normal distribution has none. */
    private static final double MAX_MEANS = 6;

    private static final double PENDING_SHARE = 0.15;

    @Override
    public DemoRun apply(EventDraftId draft) {
        String name = draft.value();
        if (name.startsWith("slow-")) {
            return run(TOO_LONG.toMillis(), false);
        }
        if (name.startsWith("ok-") || name.startsWith("fail-")) {
            return run(mean.toMillis(), name.startsWith("fail-"));
        }
        int draw = random.nextInt(20);
        return draw == 0 ? run(TOO_LONG.toMillis(), false) : run(logNormal(), draw <= 2);
    }

    private static DemoRun run(long millis, boolean fails) {
        long pending = Math.round(millis * PENDING_SHARE);
        return new DemoRun(Duration.ofMillis(pending), Duration.ofMillis(millis - pending), fails);
    }

    private long logNormal() {
        double means = Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        return Math.round(mean.toMillis() * Math.min(means, MAX_MEANS));
    }
}
