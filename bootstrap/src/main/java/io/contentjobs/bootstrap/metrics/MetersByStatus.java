package io.contentjobs.bootstrap.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A timer for each status code there is, made when it is first needed. Thread-safe. */
final class MetersByStatus {
    private static final int FIRST = 100;
    private static final int LAST = 599;

    private final AtomicReferenceArray<@Nullable Timer> timers = new AtomicReferenceArray<>(LAST - FIRST + 2);
    private final IntFunction<Timer> maker;

    /** @param maker makes the timer of a status, or returns the one that it has made before */
    MetersByStatus(IntFunction<Timer> maker) {
        this.maker = maker;
    }

    /** Returns the timer of that status; what is none counts as 0. */
    Timer of(int status) {
        boolean known = status >= FIRST && status <= LAST;
        int index = known ? status - FIRST + 1 : 0;
        Timer timer = timers.get(index);
        if (timer == null) {
            timer = maker.apply(known ? status : 0);
            timers.set(index, timer);
        }
        return timer;
    }
}
