package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WatchTest {
    private final AtomicReference<@Nullable String> broken = new AtomicReference<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Watch<String> watch = new Watch<>("watch", Duration.ofMillis(1)) {
        @Override
        Iterable<String> watched() {
            return List.of("first", "second", "third");
        }

        @Override
        void look(String one) {
            if (one.equals(broken.get())) {
                throw new IllegalStateException("not now");
            }
            seen.merge(one, 1, Integer::sum);
        }
    };

    @BeforeEach
    void start() throws Exception {
        watch.start();
    }

    @AfterEach
    void stop() throws Exception {
        watch.stop();
    }

    @Test
    void one_that_cannot_be_looked_at_keeps_nobody_from_looking_at_the_others() {
        try (LogCapture log = LogCapture.begin()) {
            broken.set("second");
            awaitLooks();
            int first = seen.getOrDefault("first", 0);
            int third = seen.getOrDefault("third", 0);
            awaitLooks();

            assertThat(seen.get("first")).isGreaterThan(first);
            assertThat(seen.get("third")).isGreaterThan(third);
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("The watch cannot look at one of those it watches");
        }
    }

    @Test
    void what_fails_again_after_all_was_well_is_told_again() {
        try (LogCapture log = LogCapture.begin()) {
            for (int i = 1; i <= 2; i++) {
                broken.set("first");
                awaitLooks();
                broken.set(null);
                awaitLooks();

                assertThat(log.events()).hasSize(i);
            }
        }
    }

    private void awaitLooks() {
        long before = watch.looks();
        Waiting.await(() -> watch.looks() > before + 3);
    }
}
