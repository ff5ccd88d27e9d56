package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FanoutTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        never.countDown();
    }

    @Test
    void all_are_asked_at_once() {
        CountDownLatch everybody = new CountDownLatch(8);
        try (Fanout fanout = new Fanout(LONG)) {
            Map<Integer, Integer> answers = fanout.ask(numbers(8), number -> {
                everybody.countDown();
                await(everybody);
                return number * number;
            });

            assertThat(answers).hasSize(8).containsEntry(7, 49);
        }
    }

    @Test
    void who_hangs_or_throws_gives_no_answer_and_the_others_do() {
        try (Fanout fanout = new Fanout(Duration.ofMillis(200))) {
            Map<Integer, String> answers = fanout.ask(numbers(3), number -> {
                if (number == 0) {
                    await(never);
                } else if (number == 1) {
                    throw new IllegalStateException("no");
                }
                return "answer";
            });

            assertThat(answers).containsOnly(Map.entry(2, "answer"));
        }
    }

    @Test
    void servers_that_never_answer_take_no_more_threads_than_there_are() {
        try (Fanout fanout = new Fanout(Duration.ofMillis(50))) {
            fanout.ask(numbers(100), number -> {
                await(never);
                return "answer";
            });

            assertThat(fanout.ask(List.of(1), number -> "answer")).isEmpty();
        }
    }

    @Test
    void interrupted_caller_waits_for_nobody_and_stays_interrupted() {
        try (Fanout fanout = new Fanout(LONG)) {
            Thread.currentThread().interrupt();

            Map<Integer, String> answers = fanout.ask(numbers(3), number -> {
                await(never);
                return "answer";
            });

            assertThat(Thread.interrupted()).isTrue();
            assertThat(answers).isEmpty();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
