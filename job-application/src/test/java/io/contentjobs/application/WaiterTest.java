package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test's thread is the caller: if the waiter does not wake it, the test times out. */
@Timeout(60)
final class WaiterTest {
    private final Waiter waiter = new Waiter();

    /** The known status, the statuses that follow ("-" is a missing job), and whether they wake the caller. */
    @ParameterizedTest
    @CsvSource({
        "PENDING, PROCESSING, true",
        "PENDING, PENDING, false",
        "PENDING, - -, true",
        "PENDING, - PENDING -, false",
        ", COMPLETED, false",
        ", - -, false"
    })
    void change_of_the_known_status_wakes_the_caller(@Nullable JobStatus known, String statuses, boolean wakes) {
        if (known != null) {
            waiter.setKnown(new JobReport.InProgress(known));
        }
        for (String status : statuses.split(" ", -1)) {
            waiter.onStatus(status.equals("-") ? Optional.empty() : Optional.of(JobStatus.valueOf(status)));
        }

        assertThat(isWokenWithin(wakes ? Duration.ofHours(1) : Duration.ofMillis(20)))
                .isEqualTo(wakes);
    }

    @Test
    void other_unparking_of_the_thread_does_not_end_the_sleep() {
        LockSupport.unpark(Thread.currentThread());

        assertThat(isWokenWithin(Duration.ofMillis(30))).isFalse();
    }

    @Test
    void missing_time_of_a_job_begins_with_the_first_empty_read() {
        assertThat(waiter.isMissingFor(Duration.ofHours(1))).isFalse();
        long first = System.nanoTime();

        while (!waiter.isMissingFor(Duration.ofMillis(10))) {
            Thread.onSpinWait();
        }

        assertThat(System.nanoTime() - first).isGreaterThan(Duration.ofMillis(5).toNanos());
        assertThat(waiter.isMissingFor(Duration.ofHours(1))).isFalse();
    }

    private boolean isWokenWithin(Duration duration) {
        long before = System.nanoTime();
        waiter.sleep(duration.toNanos());
        return System.nanoTime() - before < duration.toNanos();
    }
}
