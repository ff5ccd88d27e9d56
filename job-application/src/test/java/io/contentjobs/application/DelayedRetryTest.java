package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DelayedRetryTest {
    private static final List<Duration> DELAYS = List.of(Duration.ofMillis(1), Duration.ofMillis(2));

    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void read_is_repeated_after_each_delay_until_it_finds_something(int foundAt) {
        DelayedRetry retry = new DelayedRetry(1, pauses::add, DELAYS);

        assertThat(retry.find("subject", () -> pauses.size() == foundAt ? Optional.of("found") : Optional.empty()))
                .isEqualTo(foundAt <= 2 ? Optional.of("found") : Optional.empty());
        assertThat(pauses).isEqualTo(DELAYS.subList(0, Math.min(foundAt, 2)));
    }

    @Test
    void each_call_releases_its_permit() {
        DelayedRetry retry = new DelayedRetry(1, pauses::add, DELAYS);
        StoreUnavailableException down = new StoreUnavailableException("subject", "down", null);

        assertThatThrownBy(() -> retry.find("subject", () -> {
                    throw down;
                }))
                .isSameAs(down);

        for (int call = 0; call < 2; call++) {
            assertThat(retry.find("subject", () -> Optional.of("found"))).contains("found");
        }
    }

    @Test
    void interrupt_during_a_delay_ends_the_call_and_is_kept() {
        InterruptedException interrupt = new InterruptedException();
        DelayedRetry retry = new DelayedRetry(
                1,
                pause -> {
                    throw interrupt;
                },
                DELAYS);

        assertThatThrownBy(() -> retry.find("subject", () -> Optional.of("found")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("subject: interrupted")
                .hasCause(interrupt);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void pause_lasts_and_can_be_interrupted() throws InterruptedException {
        long before = System.nanoTime();
        Pause.SLEEP.pause(Duration.ofMillis(20));
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(19).toNanos());

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.SLEEP.pause(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
