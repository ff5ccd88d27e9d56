package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OutageLogTest {
    private final AtomicLong now = new AtomicLong(7);
    private final OutageLog outages = new OutageLog(RedisHosts.UNKNOWN, now::get);

    @Test
    void outage_is_logged_with_its_reason_and_with_its_end() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            fail("one");
            outages.pinged(false);
            pass(2_300);
            outages.pinged(true);
            pass(1_000);
            outages.pinged(true);

            assertThat(log.lines()).containsExactly("WARN one", "INFO Redis answers again after 2.3 s");
        }
    }

    @Test
    void next_outage_is_logged_however_soon_it_comes() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            fail("one");
            outages.pinged(false);
            outages.pinged(true);
            fail("two");
            outages.refused("LOADING x");
            outages.pinged(false);
            outages.pinged(true);
            outages.refused("LOADING y");

            assertThat(log.lines())
                    .containsExactly(
                            "WARN one",
                            "INFO Redis answers again after 0.0 s",
                            "WARN two",
                            "WARN Redis cannot serve: LOADING x",
                            "INFO Redis answers again after 0.0 s",
                            "WARN Redis cannot serve: LOADING y");
        }
    }

    @Test
    void failures_beside_a_ping_that_is_always_answered_do_not_flood_the_log() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            for (int i = 0; i < 29; i++) {
                fail("one");
                outages.pinged(true);
                outages.refused("READONLY x");
                pass(1_000);
            }

            assertThat(log.lines())
                    .containsExactly(
                            "WARN one", "INFO Redis answers again after 0.0 s", "WARN Redis cannot serve: READONLY x");
        }
    }

    @Test
    void outage_that_lasts_is_logged_again() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            for (int i = 0; i < 61; i++) {
                fail("one");
                outages.pinged(false);
                pass(1_000);
            }

            assertThat(log.lines()).containsExactly("WARN one", "WARN one", "WARN one");
        }
    }

    @Test
    void kinds_without_end_do_not_flood_the_log() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            for (int i = 0; i < 1_000; i++) {
                outages.refused("CODE" + i + " x");
            }

            assertThat(log.lines()).hasSizeLessThan(50);
        }
    }

    private void fail(String problem) {
        outages.failed(FailureKind.UNREACHABLE, problem, null);
    }

    private void pass(int millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
