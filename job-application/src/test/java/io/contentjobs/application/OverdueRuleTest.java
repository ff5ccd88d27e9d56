package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverdueRuleTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T10:15:30.123456789Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT0.000000001S"})
    void job_in_progress_is_overdue_a_nanosecond_after_its_maximum_age(Duration after) {
        for (JobStatus status : new JobStatus[] {JobStatus.PENDING, JobStatus.PROCESSING}) {
            Job job = job(status, CREATED);
            Instant last = CREATED.plus(after);

            assertThat(rule(CREATED, after).overdueAt(job)).isEqualTo(last);
            assertThat(rule(Instant.MIN, after).isOverdue(job)).isFalse();
            assertThat(rule(last, after).isOverdue(job)).isFalse();
            assertThat(rule(last.plusNanos(1), after).isOverdue(job)).isTrue();
            assertThat(rule(Instant.MAX, after).isOverdue(job)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void job_that_ended_or_has_no_creation_time_is_never_overdue(JobStatus status) {
        assertNeverOverdue(rule(Instant.MAX, Duration.ofMinutes(2)), job(status, null));
        assertNeverOverdue(rule(Instant.MAX, null), job(status, CREATED));
        assertNeverOverdue(OverdueRule.OFF, job(status, Instant.EPOCH));
        if (status.isTerminal()) {
            assertNeverOverdue(rule(Instant.MAX, Duration.ofMinutes(2)), job(status, CREATED));
        }
    }

    /** Decoding the creation time costs more than the rest of a poll's decoding. */
    @ParameterizedTest
    @EnumSource
    void creation_time_is_read_only_by_a_rule_that_needs_it(JobStatus status) {
        Job job = Job.withLazyCreatedAt(Jobs.id(), status, Jobs.draft(), Jobs.TYPE, () -> {
            throw new AssertionError("createdAt was read");
        });

        assertNeverOverdue(OverdueRule.OFF, job);
        assertThat(OverdueRule.OFF.isFromFuture(job)).isFalse();
        if (status.isTerminal()) {
            assertNeverOverdue(rule(Instant.MAX, Duration.ofMinutes(2)), job);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT0.000000001S"})
    void rule_accepts_each_creation_time(Duration after) {
        assertThat(rule(Instant.MAX, after).isOverdue(job(JobStatus.PENDING, Instant.MIN)))
                .isTrue();
        assertThat(rule(CREATED, after).overdueAt(job(JobStatus.PENDING, Instant.MAX.minus(after))))
                .isEqualTo(Instant.MAX);
        assertNeverOverdue(rule(Instant.MAX, after), job(JobStatus.PENDING, Instant.MAX));
    }

    /** An endless age is longer than the time between any two instants. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 63_113_904_031_622_400L})
    void job_with_an_endless_maximum_age_is_never_overdue(long seconds) {
        Duration endless = Duration.ofSeconds(seconds);

        for (Instant createdAt : new Instant[] {Instant.MIN, Instant.EPOCH, CREATED, Instant.MAX}) {
            assertNeverOverdue(rule(Instant.MAX, endless), job(JobStatus.PENDING, createdAt));
            assertThat(rule(Instant.MIN, endless).isFromFuture(job(JobStatus.PENDING, createdAt)))
                    .isEqualTo(!createdAt.equals(Instant.MIN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT-1H"})
    void maximum_age_must_be_positive(Duration after) {
        assertThatThrownBy(() -> new OverdueRule(Clock.systemUTC(), after))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The maximum age of a job must be positive, not " + after);
    }

    private static void assertNeverOverdue(OverdueRule rule, Job job) {
        assertThat(rule.isOverdue(job)).isFalse();
        assertThat(rule.overdueAt(job)).isNull();
    }

    private static OverdueRule rule(Instant now, @Nullable Duration after) {
        return new OverdueRule(Clock.fixed(now, ZoneOffset.UTC), after);
    }

    private static Job job(JobStatus status, @Nullable Instant createdAt) {
        return new Job(Jobs.id(), status, Jobs.draft(), Jobs.TYPE, createdAt);
    }
}
