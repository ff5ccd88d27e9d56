package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
    void server_that_hangs_or_throws_gives_no_answer_and_the_others_do() {
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
    void hundreds_of_servers_are_asked_at_once() {
        CountDownLatch everybody = new CountDownLatch(300);
        try (Fanout fanout = new Fanout(LONG)) {
            Map<Integer, String> answers = fanout.ask(numbers(300), number -> {
                everybody.countDown();
                await(everybody);
                return "answer";
            });

            assertThat(answers).hasSize(300);
        }
    }

    @Test
    void servers_that_hang_do_not_prevent_answers_of_others() {
        try (Fanout fanout = new Fanout(Duration.ofSeconds(2))) {
            for (int i = 0; i < 2; i++) {
                Map<Integer, String> answers = fanout.ask(numbers(200), number -> {
                    if (number < 100) {
                        await(never);
                    }
                    return "answer";
                });

                assertThat(answers.keySet())
                        .containsExactlyInAnyOrderElementsOf(numbers(200).subList(100, 200));
            }
        }
    }

    @Test
    void server_that_hangs_occupies_one_thread_for_any_number_of_requests() {
        AtomicInteger asked = new AtomicInteger();
        try (Fanout fanout = new Fanout(Duration.ofMillis(50))) {
            for (int i = 0; i < 5; i++) {
                assertThat(fanout.ask(List.of("hanging"), server -> {
                            asked.incrementAndGet();
                            await(never);
                            return "late";
                        }))
                        .isEmpty();
            }
        }
        assertThat(asked).hasValueLessThan(2);
    }

    @Test
    void server_that_hung_is_asked_again_when_it_answers() throws InterruptedException {
        try (Fanout fanout = new Fanout(Duration.ofMillis(200))) {
            fanout.ask(List.of("server"), server -> {
                await(never);
                return "late";
            });

            never.countDown();

            Await.until(
                    "an answer",
                    () -> !fanout.ask(List.of("server"), server -> "answer").isEmpty());
        }
    }

    @Test
    void interrupted_caller_does_not_wait_for_servers_and_stays_interrupted() {
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
