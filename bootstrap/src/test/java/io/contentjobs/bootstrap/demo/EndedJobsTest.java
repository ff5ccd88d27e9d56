package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EndedJobsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final EndedJobs ended = new EndedJobs(nanos::get);

    @Test
    void time_since_the_end_is_right_even_if_the_clock_overflows() {
        JobId job = Jobs.id();
        ended.add(job);
        nanos.addAndGet(Duration.ofMillis(1_500).toNanos());

        assertThat(ended.timeSince(job)).contains(Duration.ofMillis(1_500));
    }

    @Test
    void job_that_has_not_ended_has_no_time() {
        assertThat(ended.timeSince(Jobs.id())).isEmpty();
    }

    @Test
    void only_the_latest_jobs_are_remembered() {
        JobId first = Jobs.id();
        JobId second = Jobs.id();
        ended.add(first);
        ended.add(second);
        for (int i = 1; i < EndedJobs.MAX; i++) {
            ended.add(Jobs.id());
        }

        assertThat(ended.timeSince(first)).isEmpty();
        assertThat(ended.timeSince(second)).isPresent();
    }
}
