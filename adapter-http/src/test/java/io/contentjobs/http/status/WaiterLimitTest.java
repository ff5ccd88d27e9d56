package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaiterLimitTest {
    private final WaiterLimit limit = new WaiterLimit(2);

    @Test
    void number_of_waiters_is_limited_until_one_is_released() {
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.inUse()).isEqualTo(2);
        limit.release();
        assertThat(limit.inUse()).isEqualTo(1);
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void closed_limit_refuses_all_waiters() {
        assertThat(limit.tryAcquire()).isTrue();
        limit.close();
        assertThat(limit.isClosed()).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
        assertThat(limit.inUse()).isEqualTo(1);
    }
}
