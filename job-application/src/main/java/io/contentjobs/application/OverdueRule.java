package io.contentjobs.application;

import io.contentjobs.domain.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job in progress is given up on: a worker that died says nothing any more.
 *
 * @param clock tells the time now
 * @param after the greatest age at which a job is still waited for; null to wait as long as its record lives
 */
public record OverdueRule(Clock clock, @Nullable Duration after) {
    /** What is told of a job that is overdue. */
    public static final String ERROR = "이미지 생성 시간이 초과되었습니다";

    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    /** Gives up on no job. */
    public static final OverdueRule OFF = new OverdueRule(Clock.systemUTC(), null);

    /** @throws IllegalArgumentException if {@code after} is not positive */
    public OverdueRule {
        if (after != null && (after.isNegative() || after.isZero())) {
            throw new IllegalArgumentException("A job cannot be overdue after " + after);
        }
    }

    /** Tells whether the job says that it was created later than now, by more than clocks differ. */
    boolean isFromFuture(Job job) {
        Instant createdAt = job.createdAt();
        return after != null
                && createdAt != null
                && Duration.between(clock.instant(), createdAt).compareTo(MAX_CLOCK_SKEW) > 0;
    }

    /** Returns whether the job is in progress and older than allowed. A job without an age is never overdue. */
    boolean isOverdue(Job job) {
        Instant overdueAt = overdueAt(job);
        return overdueAt != null && clock.instant().isAfter(overdueAt);
    }

    /** Returns the last moment at which the job is not overdue; null if it never becomes overdue, or has ended. */
    @Nullable Instant overdueAt(Job job) {
        Instant createdAt = job.createdAt();
        if (after == null || createdAt == null || job.status().isTerminal()) {
            return null;
        }
        return createdAt.isAfter(Instant.MAX.minus(after)) ? null : createdAt.plus(after);
    }
}
