package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/**
 * Decides how demo jobs go: as the real ones do, but in less time. Their lengths are log-normal with a 95th percentile of
 * twice the mean; one in ten fails; one in twenty takes longer than clients wait at first. Drafts named {@code ok-…} and
 * {@code fail-…} take the mean, drafts named {@code slow-…} take too long.
 *
 * @param mean how long jobs take on average, except those that take too long
 */
record DemoScript(Duration mean, Random random) implements Function<EventDraftId, DemoRun> {
    /** Clients wait 30 s at first; a person needs some time to act on that. */
    static final Duration TOO_LONG = Duration.ofSeconds(45);

    /** The 95th percentile is exp(1.645 σ - σ² / 2) = 2 times the mean. */
    private static final double SIGMA = 0.5;

    /** The log-normal has no upper bound, a demo has. */
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
