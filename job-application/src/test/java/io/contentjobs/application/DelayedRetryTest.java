package io.contentjobs.application;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class DelayedRetryTest {
    private static final List<Duration> DELAYS = List.of(Duration.ofMillis(1), Duration.ofMillis(2));

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void read_is_repeated_until_it_finds_something() {
        Deque<Optional<String>> results = new ArrayDeque<>(List.of(Optional.empty(), Optional.of("found")));

        assertThat(new DelayedRetry(1, pauses::add, DELAYS).find("subject", results::remove))
                .contains("found");
        assertThat(pauses).isEqualTo(DELAYS);
    }

    @Test
    void read_is_not_repeated_once_it_has_found_something() {
        assertThat(new DelayedRetry(1, pauses::add, DELAYS).find("subject", () -> Optional.of("found")))
                .contains("found");
        assertThat(pauses).containsExactly(DELAYS.get(0));
    }

    @Test
    void read_that_never_finds_anything_is_empty_after_the_last_delay() {
        assertThat(new DelayedRetry(1, pauses::add, DELAYS).find("subject", Optional::empty))
                .isEmpty();
        assertThat(pauses).isEqualTo(DELAYS);
    }

    @Test
    void caller_beyond_the_limit_is_answered_at_once_and_the_next_is_delayed_again() throws Exception {
        CountDownLatch pausing = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        DelayedRetry retry = new DelayedRetry(
                2,
                delay -> {
                    pauses.add(delay);
                    pausing.countDown();
                    goOn.await();
                },
                List.of(Duration.ofHours(1)));
        List<FutureTask<Optional<String>>> delayed = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FutureTask<Optional<String>> caller =
                    new FutureTask<>(() -> retry.find("subject", () -> Optional.of("found")));
            delayed.add(caller);
            new Thread(caller).start();
        }
        assertThat(pausing.await(50, SECONDS)).isTrue();

        assertThat(retry.find("subject", () -> Optional.of("found"))).isEmpty();

        goOn.countDown();
        for (FutureTask<Optional<String>> caller : delayed) {
            assertThat(caller.get(50, SECONDS)).contains("found");
        }
        assertThat(retry.find("subject", () -> Optional.of("found"))).contains("found");
    }

    @Test
    void read_that_fails_gives_its_place_back() {
        DelayedRetry retry = new DelayedRetry(1, pauses::add, DELAYS);
        StoreUnavailableException down = new StoreUnavailableException("subject", "down", null);

        assertThatThrownBy(() -> retry.find("subject", () -> {
                    throw down;
                }))
                .isSameAs(down);

        assertThat(retry.find("subject", () -> Optional.of("found"))).contains("found");
    }
}
