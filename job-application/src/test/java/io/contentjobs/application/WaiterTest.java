package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of the test is the one that waits: a waiter that sleeps on where it should wake up is a test that hangs. */
@Timeout(60)
final class WaiterTest {
    private static final JobReport PENDING = new JobReport.InProgress(JobStatus.PENDING);

    private final Waiter waiter = new Waiter();

    @AfterEach
    void takeBackWhatWouldDisturbTheNextTest() {
        Thread.interrupted();
    }

    @Test
    void sleep_lasts_as_long_as_it_was_told_to_though_the_thread_is_unparked_by_others() {
        LockSupport.unpark(Thread.currentThread());
        long before = System.nanoTime();

        waiter.sleep(Duration.ofMillis(30).toNanos());

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    }

    @Test
    void news_ends_the_sleep() {
        waiter.learn(PENDING);
        waiter.hear(Optional.of(JobStatus.PROCESSING));

        assertThat(sleepsThrough(Duration.ofHours(1))).isFalse();
    }

    @Test
    void job_that_is_missing_twice_in_a_row_is_news() {
        waiter.learn(PENDING);
        waiter.hear(Optional.empty());
        waiter.hear(Optional.empty());

        assertThat(sleepsThrough(Duration.ofHours(1))).isFalse();
    }

    @Test
    void job_that_is_missing_for_a_moment_is_no_news() {
        waiter.learn(PENDING);
        waiter.hear(Optional.empty());
        waiter.hear(Optional.of(JobStatus.PENDING));
        waiter.hear(Optional.empty());

        assertThat(sleepsThrough(Duration.ofMillis(20))).isTrue();
    }

    @Test
    void what_is_known_is_no_news() {
        waiter.learn(PENDING);
        waiter.hear(Optional.of(JobStatus.PENDING));

        assertThat(sleepsThrough(Duration.ofMillis(20))).isTrue();
    }

    @Test
    void nothing_is_news_to_who_has_not_read_yet() {
        waiter.hear(Optional.of(JobStatus.COMPLETED));

        assertThat(sleepsThrough(Duration.ofMillis(20))).isTrue();
    }

    @Test
    void what_was_learnt_is_no_news_any_more() {
        waiter.learn(PENDING);
        waiter.hear(Optional.of(JobStatus.PROCESSING));
        waiter.learn(new JobReport.InProgress(JobStatus.PROCESSING));

        assertThat(sleepsThrough(Duration.ofMillis(20))).isTrue();
    }

    @Test
    void waking_ends_the_sleep() {
        waiter.wake();

        assertThat(sleepsThrough(Duration.ofHours(1))).isFalse();
    }

    @Test
    void interrupt_ends_the_sleep_and_is_kept() {
        Thread.currentThread().interrupt();

        assertThat(sleepsThrough(Duration.ofHours(1))).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private boolean sleepsThrough(Duration duration) {
        long before = System.nanoTime();
        waiter.sleep(duration.toNanos());
        return System.nanoTime() - before >= duration.toNanos();
    }
}
