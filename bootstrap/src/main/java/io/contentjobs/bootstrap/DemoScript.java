package io.contentjobs.bootstrap;

import io.contentjobs.domain.EventDraftId;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/**
 * Decides how demo jobs go: as the real ones do, but in less time. Their lengths are log-normal with a 95th percentile of
 * twice the mean, one in ten fails, one in twenty takes longer than clients are to wait at first. Drafts named {@code
 * ok-…}, {@code fail-…} and {@code slow-…} leave nothing to chance.
 *
 * @param mean how long jobs take on average, those apart that take too long
 * @param random the chance; thread-safe
 */
record DemoScript(Duration mean, Random random) implements Function<EventDraftId, DemoRun> {
    /** How long clients wait at first, as the polling contract has it. */
    static final Duration CLIENTS_PATIENCE = Duration.ofSeconds(30);

    private static final Duration LEAST_EXCESS = Duration.ofSeconds(5);
    private static final int EXCESS_SPREAD_MILLIS = 6_000;

    /** For it the 95th percentile is exp(1.645 σ - σ² / 2) = 2 times the mean. */
    private static final double SIGMA = 0.5;

    /** The log-normal has no upper bound, a demo has. */
    private static final double MOST_MEANS = 6;

    private static final double PENDING_SHARE = 0.15;

    private enum Fate {
        OK,
        FAIL,
        SLOW
    }

    @Override
    public DemoRun apply(EventDraftId draft) {
        Fate fate = fateOf(draft.value());
        long millis = fate == Fate.SLOW ? tooLong() : logNormal();
        long pending = Math.round(millis * PENDING_SHARE);
        return new DemoRun(Duration.ofMillis(pending), Duration.ofMillis(millis - pending), fate == Fate.FAIL);
    }

    private Fate fateOf(String draft) {
        if (draft.startsWith("ok-")) {
            return Fate.OK;
        }
        if (draft.startsWith("fail-")) {
            return Fate.FAIL;
        }
        if (draft.startsWith("slow-")) {
            return Fate.SLOW;
        }
        int lot = random.nextInt(20);
        return lot == 0 ? Fate.SLOW : lot <= 2 ? Fate.FAIL : Fate.OK;
    }

    private long logNormal() {
        double means = Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
        return Math.round(mean.toMillis() * Math.min(means, MOST_MEANS));
    }

    private long tooLong() {
        return CLIENTS_PATIENCE.plus(LEAST_EXCESS).toMillis() + random.nextInt(EXCESS_SPREAD_MILLIS);
    }
}
