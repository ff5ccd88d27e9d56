package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import org.junit.jupiter.api.Test;

final class WaitersTest {
    private final Waiters waiters = new Waiters();

    @Test
    void job_is_waited_for_until_its_last_waiter_leaves() {
        JobId id = Jobs.id();
        Waiter one = new Waiter();
        Waiter other = new Waiter();
        waiters.add(id, one);
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

    @Test
    void who_comes_while_all_are_woken_is_a_waiter_like_any_other() {
        JobId id = Jobs.id();
        Waiter early = new Waiter();
        waiters.add(id, early);
        waiters.wakeAll();

        waiters.add(id, new Waiter());
        waiters.remove(id, early);

        assertThat(waiters.jobs()).containsExactly(id);
    }
}
