package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadinessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness(this::ask, PATIENCE, now::get);

    private boolean ask() {
        asked.incrementAndGet();
        return answers.get();
    }

    @Test
    void follows_what_redis_answers() {
        assertThat(readiness.isReady()).isTrue();

        answers.set(false);
        pass(Readiness.FRESH);
        assertThat(readiness.isReady()).isFalse();

        answers.set(true);
        pass(Readiness.FRESH);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void redis_is_asked_once_a_second_however_often_it_is_wanted() {
        for (int i = 0; i < 3_000; i++) {
            readiness.isReady();
            pass(Duration.ofMillis(1));
        }

        assertThat(asked).hasValue(3);
    }

    @Test
    void absence_is_not_asked_for_more_often() {
        answers.set(false);
        for (int i = 0; i < 3_000; i++) {
            readiness.isReady();
            pass(Duration.ofMillis(1));
        }

        assertThat(asked).hasValue(3);
    }

    @Test
    void one_asks_and_all_who_come_meanwhile_take_over_what_it_learns() throws Exception {
        CountDownLatch reply = new CountDownLatch(1);
        Readiness slow = new Readiness(
                () -> {
                    await(reply);
                    return ask();
                },
                PATIENCE,
                now::get);
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<Boolean>> told = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(slow::isReady, callers))
                    .toList();
            reply.countDown();

            assertThat(told).allSatisfy(one -> assertThat(one.get()).isTrue());
            assertThat(asked).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void nobody_waits_longer_than_redis_may_take() {
        CountDownLatch reply = new CountDownLatch(1);
        CountDownLatch asking = new CountDownLatch(1);
        Readiness hanging = new Readiness(
                () -> {
                    asking.countDown();
                    await(reply);
                    return true;
                },
                Duration.ofMillis(50),
                now::get);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(hanging::isReady);
        await(asking);

        assertThat(hanging.isReady()).as("who waits for the one that asks").isFalse();
        assertThat(first).isNotDone();
        reply.countDown();
        assertThat(first.join()).isTrue();
    }

    @Test
    void stopping_is_not_ready_and_nobody_is_asked() {
        assertThat(readiness.isReady()).isTrue();
        readiness.stop();
        pass(Readiness.FRESH);

        assertThat(readiness.isReady()).isFalse();
        assertThat(asked).hasValue(1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
