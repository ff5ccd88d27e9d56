package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaiterLimitTest {
    @Test
    void limit_is_the_number_of_waiters() {
        WaiterLimit limit = new WaiterLimit(2);

        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.inUse()).isEqualTo(2);
    }

    @Test
    void released_waiter_can_be_acquired_again() {
        WaiterLimit limit = new WaiterLimit(1);
        assertThat(limit.tryAcquire()).isTrue();

        limit.release();

        assertThat(limit.inUse()).isZero();
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void closed_limit_refuses_all_waiters() {
        WaiterLimit limit = new WaiterLimit(2);
        assertThat(limit.tryAcquire()).isTrue();

        limit.close();

        assertThat(limit.isClosed()).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.inUse()).isEqualTo(1);
    }
}
