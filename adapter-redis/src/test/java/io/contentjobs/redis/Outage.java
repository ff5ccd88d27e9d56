package io.contentjobs.redis;

import java.time.Duration;
import java.util.List;

/**
 * What callers noticed of a fault.
 *
 * @param calls how many calls failed
 * @param begin from the fault to the first that failed
 * @param end from the fault to the last that failed
 * @param longest the longest that a call took to fail
 */
record Outage(int calls, Duration begin, Duration end, Duration longest) {
    static Outage of(List<JobLoad.Failure> failures, long fault) {
        Duration begin = Duration.ZERO;
        Duration end = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (JobLoad.Failure failure : failures) {
            Duration at = Duration.ofNanos(failure.at() - fault);
            begin = begin.isZero() || at.compareTo(begin) < 0 ? at : begin;
            end = at.compareTo(end) > 0 ? at : end;
            longest = failure.took().compareTo(longest) > 0 ? failure.took() : longest;
        }
        return new Outage(failures.size(), begin, end, longest);
    }

    @Override
    public String toString() {
        return calls + " calls failed, the first after " + begin.toMillis() + " ms, the last after " + end.toMillis()
                + " ms; none took longer than " + longest.toMillis() + " ms";
    }
}
