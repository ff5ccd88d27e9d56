package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for a client is interrupted when it has gone, and never later than that. */
final class WatchedClientTest {
    private static final int RACES = 5_000;

    private volatile WatchedClient current = client(StubConnection.silent());
    private final ByteBuffer buffer = ByteBuffer.allocate(64);

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void client_that_has_gone_is_noticed_at_the_second_look() {
        WatchedClient client = client(StubConnection.ended());

        client.look(buffer);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        client.look(buffer);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        assertThat(client.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void client_whose_connection_broke_has_gone() {
        WatchedClient client = client(StubConnection.where(() -> {
            throw new IOException("reset");
        }));

        client.look(buffer);
        client.look(buffer);

        assertThat(client.end()).isTrue();
    }

    @Test
    void client_that_is_silent_or_talks_is_there() {
        for (int bytes : new int[] {0, 17}) {
            WatchedClient client = client(StubConnection.where(() -> bytes));

            client.look(buffer);
            client.look(buffer);

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(client.end()).isFalse();
        }
    }

    @Test
    void who_has_missed_an_interruption_is_interrupted_again() {
        WatchedClient client = client(StubConnection.ended());
        client.look(buffer);
        client.look(buffer);
        assertThat(Thread.interrupted()).isTrue();

        client.look(buffer);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void nobody_is_interrupted_when_all_is_over() {
        WatchedClient gone = client(StubConnection.ended());
        WatchedClient there = client(StubConnection.silent());
        gone.look(buffer);
        gone.look(buffer);
        there.look(buffer);
        gone.end();
        there.end();

        gone.look(buffer);
        gone.leave();
        there.leave();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(gone.end()).as("once more").isTrue();
        assertThat(there.end()).isFalse();
    }

    @Test
    void interruption_by_others_is_not_forgotten() {
        WatchedClient client = client(StubConnection.silent());
        Thread.currentThread().interrupt();

        assertThat(client.end()).isFalse();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void ending_again_forgets_no_later_interruption() {
        WatchedClient client = client(StubConnection.ended());
        client.look(buffer);
        client.look(buffer);
        client.end();
        Thread.currentThread().interrupt();

        assertThat(client.end()).isTrue();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void interruption_does_not_outlive_the_end_whenever_it_comes() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = new Thread(() -> {
            ByteBuffer own = ByteBuffer.allocate(64);
            while (!over.get()) {
                current.look(own);
            }
        });
        looking.start();
        int outlived = 0;
        for (int i = 0; i < RACES; i++) {
            WatchedClient client = client(StubConnection.ended());
            current = client;
            for (int spin = 0; spin < i % 300; spin++) {
                Thread.onSpinWait();
            }
            client.end();
            outlived += Thread.interrupted() ? 1 : 0;
        }
        over.set(true);
        boolean late = Thread.interrupted();
        looking.join();

        assertThat(outlived).isZero();
        assertThat(late).isFalse();
    }

    private static WatchedClient client(StubConnection connection) {
        return new WatchedClient(connection, false, ended -> {});
    }
}
