package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void follows_what_redis_answers() {
        readiness.ask();
        assertThat(readiness.isReady()).isTrue();

        answers.set(false);
        readiness.ask();
        assertThat(readiness.isReady()).isFalse();

        answers.set(true);
        readiness.ask();
        assertThat(readiness.isReady()).isTrue();
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
        pass(Readiness.LATELY.minusNanos(1));
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

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
