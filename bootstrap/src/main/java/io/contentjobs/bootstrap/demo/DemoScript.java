package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/**
 * Decides how demo jobs go: as the real ones do, but in less time. Their lengths are log-normal with a 95th percentile of
 * twice the mean, one in ten fails, one in twenty takes longer than clients are to wait at first. Drafts named {@code
 * ok-…}, {@code fail-…} and {@code slow-…} leave nothing to chance: they take the mean, or too long.
 *
 * @param mean how long jobs take on average, those apart that take too long
 * @param random the chance; thread-safe
 */
record DemoScript(Duration mean, Random random) implements Function<EventDraftId, DemoRun> {
    /** Longer than clients wait at first, which is 30 s, by enough for a person, or a busy machine, to act on that. */
    static final Duration TOO_LONG = Duration.ofSeconds(45);

    /** For it the 95th percentile is exp(1.645 σ - σ² / 2) = 2 times the mean. */
    private static final double SIGMA = 0.5;

    /** The log-normal has no upper bound, a demo has. */
    private static final double MOST_MEANS = 6;

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
        int lot = random.nextInt(20);
        return lot == 0 ? run(TOO_LONG.toMillis(), false) : run(logNormal(), lot <= 2);
    }

    private static DemoRun run(long millis, boolean fails) {
        long pending = Math.round(millis * PENDING_SHARE);
        return new DemoRun(Duration.ofMillis(pending), Duration.ofMillis(millis - pending), fails);
    }

    private long logNormal() {
        double means = Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        return Math.round(mean.toMillis() * Math.min(means, MOST_MEANS));
    }
}
