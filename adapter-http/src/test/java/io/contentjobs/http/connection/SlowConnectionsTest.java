package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.SlowClients;
import io.contentjobs.http.testing.SlowClients.Script;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The server closes connections of clients that send or read too slowly, and meanwhile serves the others. */
final class SlowConnectionsTest {
    private static final int MANY = 100;

    /** For clients that do not read: buffers take megabytes of answers for each before a write blocks. */
    private static final int FEW = 10;

    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofMillis(20);
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

    static Stream<Arguments> slowClients() {
        ConnectionLimits shortHead = limits(SOON, NEVER);
        ConnectionLimits shortIdle = new ConnectionLimits(1_000, 1, NEVER, NEVER, 1_024, SOON, CHECK);
        ConnectionLimits none = limits(NEVER, NEVER);
        String drip = BEGINNING + "Drip: ";
        String body = BEGINNING + "Content-Length: 1000\r\n\r\n1";
        String chunks = BEGINNING + "Transfer-Encoding: chunked\r\n\r\n1";
        return Stream.of(
                Arguments.of("endless method", shortHead, Script.dripping("G", "x")),
                Arguments.of("endless path", shortHead, Script.dripping("GET /api", "x")),
                Arguments.of("endless header", shortHead, Script.dripping(drip, "x")),
                Arguments.of("empty lines", shortHead, Script.dripping("\r\n", "\r\n")),
                Arguments.of("no first request", shortHead, Script.SILENT),
                Arguments.of("endless second request", shortHead, Script.dripping(POLL + drip, "x")),
                Arguments.of("empty lines after a request", shortIdle, Script.dripping(POLL, "\r\n")),
                Arguments.of("endless body", none, Script.dripping(body, "1")),
                Arguments.of("endless chunks", none, Script.dripping(chunks, "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slowClients")
    void connection_of_a_client_that_sends_slowly_is_closed(String name, ConnectionLimits limits, Script script) {
        try (TestServer server = start(limits)) {
            assertClosed(server, MANY, script);
        }
    }

    @Test
    void connection_is_closed_when_the_client_does_not_read_its_answers() {
        try (TestServer server = start(limits(NEVER, SOON))) {
            assertClosed(server, FEW, Script.notReading(POLL.repeat(500)));
        }
    }

    @Test
    void client_that_reads_slowly_but_steadily_gets_the_whole_answer() {
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
        ConnectionLimits limits = new ConnectionLimits(1_000, 1, NEVER, SOON, minBytes, NEVER, CHECK);
        try (TestServer server = start(limits);
                RawConnection client = RawConnection.withSmallBufferTo(server.port())) {
            client.send(LARGE);
            Await.until(() -> server.openConnections() == 1);
            AtomicLong read = new AtomicLong();
            Await.until(() -> {
                read.addAndGet(client.receiveSome(piece));
                LockSupport.parkNanos(CHECK.toNanos());
                return server.openConnections() == 0;
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
            Await.until(() -> server.openConnections() == 1);
            int before = threads.checks.get();
            Await.until(() -> threads.checks.get() > before + 100);
            connection.send(POLL).receive().is(200);
        }
    }

    @Test
    void connection_that_is_used_now_and_then_stays_open() {
        try (TestServer server = start(limits(SOON, SOON));
                RawConnection connection = RawConnection.to(server.port());
                RawConnection other = RawConnection.to(server.port())) {
            connection.send(POLL).receive();
            assertThat(other.ends()).as("the time for a first request is over").isTrue();
            connection.send(POLL).receive().is(200);
        }
    }

    private static void assertClosed(TestServer server, int count, Script script) {
        try (SlowClients slow = new SlowClients(server.port(), count, script, CHECK);
                RawConnection healthy = RawConnection.to(server.port())) {
            Await.until(() -> {
                healthy.send(POLL).receive().is(200);
                return slow.open() == 0;
            });
        }
        Await.until(() -> server.openConnections() == 0);
    }

    private static ConnectionLimits limits(Duration head, Duration answer) {
        return new ConnectionLimits(1_000, 1, head, answer, 1_024, NEVER, CHECK);
    }

    private static TestServer start(ConnectionLimits limits) {
        return start(limits, new QueuedThreadPool());
    }

    private static TestServer start(ConnectionLimits limits, QueuedThreadPool threads) {
        return TestServer.polled(limits, JOBS, config -> {
            config.jetty.threadPool = threads;
            config.routes.get("/large", ctx -> ctx.result(LARGE_BODY));
        });
    }

    private static final class ShortOfThreads extends QueuedThreadPool {
        private final AtomicInteger checks = new AtomicInteger();

        @Override
        public boolean isLowOnThreads() {
            checks.incrementAndGet();
            return true;
        }
    }
}
