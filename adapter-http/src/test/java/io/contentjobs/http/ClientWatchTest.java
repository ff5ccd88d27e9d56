package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientWatchTest {
    private final AtomicBoolean breaks = new AtomicBoolean();
    private final ClientWatch watch = new ClientWatch(Duration.ofMillis(1));

    @BeforeEach
    void start() throws Exception {
        watch.start();
    }

    @AfterEach
    void stop() throws Exception {
        watch.stop();
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void client_that_cannot_be_looked_at_counts_as_gone_and_the_others_are_looked_at(boolean isError) {
        try (LogCapture log = LogCapture.begin()) {
            WatchedClient first = watch.begin(broken(isError), false);
            WatchedClient second = watch.begin(broken(isError), true);
            breaks.set(true);
            awaitInterruption();
            awaitLooks();
            assertThat(first.end()).isTrue();
            assertThat(second.end()).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("client-watch");

            WatchedClient other = watch.begin(StubConnection.ended(), false);
            awaitInterruption();

            assertThat(other.end()).isTrue();
        }
    }

    @Test
    void client_is_not_looked_at_when_its_watch_has_ended() {
        WatchedClient client = watch.begin(StubConnection.silent(), false);
        awaitLooks();
        assertThat(client.end()).isFalse();
        awaitLooks();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** One that breaks when all do, so that all are found in one round, or in two that follow each other. */
    private StubConnection broken(boolean isError) {
        return StubConnection.where(() -> {
            if (!breaks.get()) {
                return 0;
            }
            if (isError) {
                throw new StackOverflowError("no more room");
            }
            throw new IllegalStateException("not now");
        });
    }

    private static void awaitInterruption() {
        Waiting.await(() -> Thread.currentThread().isInterrupted());
    }

    private void awaitLooks() {
        long before = watch.looks();
        Waiting.await(() -> watch.looks() > before + 3);
    }
}
