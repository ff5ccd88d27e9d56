package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.SlowClients;
import io.contentjobs.http.testing.SlowClients.Script;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server closes connections of clients that send or read too slowly, and serves the others meanwhile. */
final class SlowConnectionsTest {
    private static final int MANY = 100;

    /** For clients that do not read: buffers take megabytes of answers for each before a write blocks. */
    private static final int FEW = 10;

    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = get(JOBS.pending());
    private static final String BEGINNING = POLL.substring(0, POLL.length() - 2);
    private static final byte[] LARGE_BODY = new byte[8 << 20];
    private static final String LARGE = request("GET", "/large", "Connection: close");

    private final LogCapture log = LogCapture.begin();

    @AfterEach
    void nothing_was_logged() {
        log.close();
        assertThat(log.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /api", "GET / HTTP/1.1\r\nHost: h\r\nDrip: ", "\r\n"})
    void connection_with_an_endless_request_is_closed(String beginning) {
        assertClosed(limits(SOON, NEVER), Script.dripping(beginning, beginning.isBlank() ? "\r\n" : "x"));
    }

    @Test
    void connection_without_a_first_request_is_closed() {
        assertClosed(limits(SOON, NEVER), Script.SILENT);
    }

    @Test
    void connection_with_an_endless_second_request_is_closed() {
        assertClosed(limits(SOON, NEVER), Script.dripping(POLL + BEGINNING + "Drip: ", "x"));
    }

    @Test
    void empty_lines_are_no_request() {
        assertClosed(new ConnectionLimits(1_000, 1, NEVER, NEVER, 1_024, SOON, LOOK), Script.dripping(POLL, "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void endless_body_is_not_waited_for(String header) {
        assertClosed(limits(NEVER, NEVER), Script.dripping(BEGINNING + header + "\r\n\r\n1", "1"));
    }

    @Test
    void connection_is_closed_when_the_client_does_not_read_its_answers() {
        try (TestServer server = start(limits(NEVER, SOON))) {
            assertClosed(server, FEW, Script.notReading(POLL.repeat(500)));
        }
    }

    @Test
    void client_that_reads_slowly_but_steadily_is_served_to_the_end() {
        Duration limit = Duration.ofSeconds(2);
        try (TestServer server = start(limits(NEVER, limit));
                RawConnection client = RawConnection.withSmallBufferTo(server.port())) {
            client.send(LARGE);
            long read = client.receiveSlowly(4_096, limit.multipliedBy(2));

            assertThat(read).isLessThan(LARGE_BODY.length);
            assertThat(read + client.receiveUntilItBreaks()).isGreaterThan(LARGE_BODY.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1024", "4096, 4194304"})
    void connection_is_closed_when_the_client_reads_less_than_the_minimum(int piece, long minBytes) {
        ConnectionLimits limits = new ConnectionLimits(1_000, 1, NEVER, SOON, minBytes, NEVER, LOOK);
        try (TestServer server = start(limits);
                RawConnection client = RawConnection.withSmallBufferTo(server.port())) {
            client.send(LARGE);
            Await.until(() -> server.connections().open() == 1);
            AtomicLong read = new AtomicLong();
            Await.until(() -> {
                read.addAndGet(client.receiveSome(piece));
                LockSupport.parkNanos(LOOK.toNanos());
                return server.connections().open() == 0;
            });
            assertThat(read).hasValueLessThan(LARGE_BODY.length / 2);
        }
    }

    @Test
    void connection_is_closed_when_the_client_does_not_read_and_threads_are_few() {
        try (TestServer server = start(limits(NEVER, SOON), new ShortOfThreads())) {
            assertClosed(server, FEW, Script.notReading(POLL.repeat(500)));
        }
    }

    @Test
    void connection_stays_open_while_its_request_waits_for_a_thread() {
        ShortOfThreads threads = new ShortOfThreads();
        try (TestServer server = start(limits(Duration.ofMillis(1), NEVER), threads);
                RawConnection connection = RawConnection.to(server.port())) {
            Await.until(() -> server.connections().open() == 1);
            int before = threads.questions.get();
            Await.until(() -> threads.questions.get() > before + 100);

            assertThat(connection.send(POLL).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void connection_that_is_used_now_and_then_stays_open() {
        try (TestServer server = start(limits(SOON, SOON));
                RawConnection connection = RawConnection.to(server.port());
                RawConnection other = RawConnection.to(server.port())) {
            connection.send(POLL).receive();
            assertThat(other.ends()).as("the time for a first request is over").isTrue();

            assertThat(connection.send(POLL).receive().status()).isEqualTo(200);
        }
    }

    private static void assertClosed(ConnectionLimits limits, Script script) {
        try (TestServer server = start(limits)) {
            assertClosed(server, MANY, script);
        }
    }

    private static void assertClosed(TestServer server, int count, Script script) {
        try (SlowClients slow = new SlowClients(server.port(), count, script, LOOK);
                RawConnection healthy = RawConnection.to(server.port())) {
            Await.until(() -> {
                assertThat(healthy.send(POLL).receive().status()).isEqualTo(200);
                return slow.open() == 0;
            });
        }
        Await.until(() -> server.connections().open() == 0);
    }

    private static ConnectionLimits limits(Duration head, Duration answer) {
        return new ConnectionLimits(1_000, 1, head, answer, 1_024, NEVER, LOOK);
    }

    private static TestServer start(ConnectionLimits limits) {
        return start(limits, new QueuedThreadPool());
    }

    private static TestServer start(ConnectionLimits limits, QueuedThreadPool threads) {
        return new TestServer(limits, JOBS, config -> {
            config.jetty.threadPool = threads;
            config.routes.get("/large", ctx -> ctx.result(LARGE_BODY));
        });
    }

    private static final class ShortOfThreads extends QueuedThreadPool {
        private final AtomicInteger questions = new AtomicInteger();

        @Override
        public boolean isLowOnThreads() {
            questions.incrementAndGet();
            return true;
        }
    }
}
