package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadinessTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness(this::answer, now::get);

    private boolean answer() {
        asked.incrementAndGet();
        return answers.get();
    }

    @Test
    void server_is_not_ready_before_redis_has_answered() {
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void server_is_ready_for_a_limited_time_after_an_answer_and_no_probe_asks_redis() {
        readiness.ask();
        answers.set(false);
        int seconds = (int) Readiness.MAX_SILENCE.toSeconds();
        for (int i = 1; i < seconds; i++) {
            pass(Duration.ofSeconds(1));
            readiness.ask();
        }
        pass(Duration.ofSeconds(1).minusNanos(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(readiness.isReady()).isTrue();
        }

        pass(Duration.ofNanos(1));
        assertThat(readiness.isReady()).isFalse();
        assertThat(asked).hasValue(seconds);
        answers.set(true);
        readiness.ask();
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void redis_is_asked_again_at_once_after_a_question_that_took_a_second_to_fail() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        AtomicLong shortestSilence = new AtomicLong(Long.MAX_VALUE);
        AtomicLong answeredAt =
                new AtomicLong(System.nanoTime() - Duration.ofDays(1).toNanos());
        CountDownLatch slow = new CountDownLatch(1);
        try (Readiness troubled = new Readiness(
                () -> {
                    boolean fails = questions.incrementAndGet() % 2 == 0;
                    if (fails) {
                        await(slow);
                    } else {
                        long now = System.nanoTime();
                        shortestSilence.accumulateAndGet(now - answeredAt.getAndSet(now), Math::min);
                    }
                    return !fails;
                },
                System::nanoTime)) {
            troubled.begin();

            // A slow machine may add to some silences; a pause after each question would add to all.
            Await.until("a silence shorter than 3 s", () -> shortestSilence.get() < Readiness.MAX_SILENCE.toNanos());
        }
    }

    @Test
    void stopping_server_is_not_ready_whatever_redis_answers() {
        readiness.ask();
        readiness.stop();
        assertThat(readiness.isReady()).isFalse();

        readiness.ask();
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void redis_is_asked_again_after_an_unexpected_exception() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        try (Readiness troubled = new Readiness(
                () -> {
                    if (questions.incrementAndGet() == 1) {
                        throw new IllegalStateException("unforeseen");
                    }
                    return true;
                },
                System::nanoTime)) {
            troubled.begin();

            Await.until("the second question", troubled::isReady);
        }
    }

    /** Takes as long as the time-out of Redis does by default. */
    private static void await(CountDownLatch never) {
        try {
            assertThat(never.await(1, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
