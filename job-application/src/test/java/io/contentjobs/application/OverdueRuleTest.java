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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OverdueRuleTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void job_in_progress_is_overdue_a_nanosecond_after_the_limit_and_not_before(JobStatus status) {
        Job job = job(status, CREATED);

        assertThat(ruleAt(CREATED).isOverdue(job)).isFalse();
        assertThat(ruleAt(CREATED.plus(LIMIT).minusNanos(1)).isOverdue(job)).isFalse();
        assertThat(ruleAt(CREATED.plus(LIMIT)).isOverdue(job)).isFalse();
        assertThat(ruleAt(CREATED.plus(LIMIT).plusNanos(1)).isOverdue(job)).isTrue();
        assertThat(ruleAt(CREATED.plus(Duration.ofDays(365))).isOverdue(job)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void ended_job_is_never_overdue(JobStatus status) {
        assertThat(ruleAt(CREATED.plus(LIMIT).plusNanos(1)).isOverdue(job(status, CREATED)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void job_that_does_not_tell_its_age_is_never_overdue(JobStatus status) {
        assertThat(ruleAt(Instant.MAX).isOverdue(job(status, null))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void no_job_is_overdue_where_the_rule_is_off(JobStatus status) {
        OverdueRule off = new OverdueRule(Clock.fixed(Instant.MAX, ZoneOffset.UTC), null);

        assertThat(off.isOverdue(job(status, CREATED))).isFalse();
        assertThat(OverdueRule.OFF.after()).isNull();
        assertThat(OverdueRule.OFF.isOverdue(job(status, Instant.EPOCH))).isFalse();
    }

    @Test
    void last_moment_of_a_job_is_its_limit_after_its_creation() {
        assertThat(ruleAt(CREATED).overdueAt(job(JobStatus.PENDING, CREATED))).isEqualTo(CREATED.plus(LIMIT));
        assertThat(ruleAt(CREATED).overdueAt(job(JobStatus.PENDING, Instant.MAX.minus(LIMIT))))
                .isEqualTo(Instant.MAX);
        assertThat(ruleAt(CREATED).overdueAt(job(JobStatus.PENDING, Instant.MAX)))
                .isNull();
        assertThat(ruleAt(CREATED).overdueAt(job(JobStatus.PENDING, null))).isNull();
        assertThat(ruleAt(CREATED).overdueAt(job(JobStatus.FAILED, CREATED))).isNull();
        assertThat(OverdueRule.OFF.overdueAt(job(JobStatus.PENDING, CREATED))).isNull();
    }

    @Test
    void job_of_the_future_is_not_overdue() {
        assertThat(ruleAt(CREATED).isOverdue(job(JobStatus.PENDING, CREATED.plus(Duration.ofDays(1)))))
                .isFalse();
    }

    @Test
    void job_of_any_age_is_decided() {
        assertThat(ruleAt(Instant.MAX).isOverdue(job(JobStatus.PENDING, Instant.MIN)))
                .isTrue();
        assertThat(ruleAt(Instant.MIN).isOverdue(job(JobStatus.PENDING, Instant.MAX)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT-1H"})
    void limit_that_is_not_positive_is_refused(Duration limit) {
        assertThatThrownBy(() -> new OverdueRule(Clock.systemUTC(), limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A job cannot be overdue after " + limit);
    }

    @Test
    void limit_of_a_nanosecond_is_one() {
        OverdueRule rule = new OverdueRule(Clock.fixed(CREATED, ZoneOffset.UTC), Duration.ofNanos(1));

        assertThat(rule.isOverdue(job(JobStatus.PENDING, CREATED.minusNanos(1))))
                .isFalse();
        assertThat(rule.isOverdue(job(JobStatus.PENDING, CREATED.minusNanos(2))))
                .isTrue();
    }

    private static OverdueRule ruleAt(Instant now) {
        return new OverdueRule(Clock.fixed(now, ZoneOffset.UTC), LIMIT);
    }

    private static Job job(JobStatus status, @Nullable Instant createdAt) {
        return new Job(Jobs.id(), status, Jobs.draft(), Jobs.TYPE, createdAt);
    }
}
