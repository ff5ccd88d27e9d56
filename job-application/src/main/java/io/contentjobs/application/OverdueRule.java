package io.contentjobs.application;

import io.contentjobs.domain.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a job in progress is reported as failed. A worker that died does not record the end of its job.
 *
 * @param clock the source of the present time
 * @param after the maximum age of a job in progress; null if jobs never become overdue
 */
public record OverdueRule(Clock clock, @Nullable Duration after) {
    /** The error of an overdue job. */
    public static final String ERROR = "이미지 생성 시간이 초과되었습니다";

    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    /** The rule under which no job becomes overdue. */
    public static final OverdueRule OFF = new OverdueRule(Clock.systemUTC(), null);

    /** @throws IllegalArgumentException if {@code after} is not positive */
    public OverdueRule {
        if (after != null && (after.isNegative() || after.isZero())) {
            throw new IllegalArgumentException("The maximum age of a job must be positive, not " + after);
        }
    }

    /** Returns whether the job's creation time is more than a minute in the future, which is more than clocks usually differ. */
    boolean isFromFuture(Job job) {
        if (after == null) {
            return false;
        }
        Instant createdAt = job.createdAt();
        return createdAt != null && Duration.between(clock.instant(), createdAt).compareTo(MAX_CLOCK_SKEW) > 0;
    }

    /** Returns whether the job is in progress and older than allowed. A job without a creation time is never overdue. */
    boolean isOverdue(Job job) {
        Instant overdueAt = overdueAt(job);
        return overdueAt != null && clock.instant().isAfter(overdueAt);
    }

    /** Returns the last moment at which the job is not overdue; null if the job has ended or never becomes overdue. */
    @Nullable Instant overdueAt(Job job) {
        if (after == null || job.status().isTerminal()) {
            return null;
        }
        Instant createdAt = job.createdAt();
        if (createdAt == null || after.compareTo(Duration.between(createdAt, Instant.MAX)) > 0) {
            return null;
        }
        return createdAt.plus(after);
    }
}
