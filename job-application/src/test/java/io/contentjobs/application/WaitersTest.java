package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import org.junit.jupiter.api.Test;

final class WaitersTest {
    private final Waiters waiters = new Waiters();

    @Test
    void job_has_waiters_until_the_last_one_is_removed() {
        JobId id = Jobs.id();
        Waiter one = new Waiter();
        Waiter other = new Waiter();
        waiters.add(id, one);
        waiters.wakeAll();
        waiters.add(id, other);
        assertThat(waiters.count()).isEqualTo(2);

        waiters.remove(id, one);
        assertThat(waiters.jobs()).containsExactly(id);
        assertThat(waiters.isEmpty()).isFalse();

        waiters.remove(id, other);
        assertThat(waiters.jobs()).isEmpty();
        assertThat(waiters.isEmpty()).isTrue();
        assertThat(waiters.count()).isZero();
    }
}
