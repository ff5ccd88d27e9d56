package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.Eventually;
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
    void nothing_is_ready_before_redis_has_answered() {
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void questions_that_fail_change_nothing_before_the_last_answer_is_too_old() {
        readiness.ask();
        answers.set(false);
        for (int seconds = 1; seconds < Readiness.MAX_SILENCE.toSeconds(); seconds++) {
            pass(Duration.ofSeconds(1));
            readiness.ask();
            assertThat(readiness.isReady()).as("after %s s", seconds).isTrue();
        }

        pass(Duration.ofSeconds(1));
        readiness.ask();
        assertThat(readiness.isReady()).isFalse();

        answers.set(true);
        readiness.ask();
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void question_that_takes_a_second_to_fail_is_made_up_for_by_the_next() throws Exception {
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
            Eventually.within(
                    Duration.ofSeconds(60),
                    "a silence shorter than 3 s",
                    () -> shortestSilence.get() < Readiness.MAX_SILENCE.toNanos());
        }
    }

    @Test
    void telling_asks_nobody() {
        readiness.ask();
        for (int i = 0; i < 1_000; i++) {
            readiness.isReady();
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void answer_counts_for_a_while_and_not_for_ever() {
        readiness.ask();
        pass(Readiness.MAX_SILENCE.minusNanos(1));
        assertThat(readiness.isReady()).isTrue();

        pass(Duration.ofNanos(1));
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void stopping_is_not_ready_whatever_redis_answers() {
        readiness.ask();
        readiness.stop();
        assertThat(readiness.isReady()).isFalse();

        readiness.ask();
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void it_is_asked_again_and_again_even_after_what_nobody_foresaw() throws Exception {
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

            Eventually.within(Duration.ofSeconds(30), "the second question", troubled::isReady);
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
