package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class JobStatusServerTest {
    private static final GetJobStatus PENDING = id -> new JobReport.InProgress(JobStatus.PENDING);
    private static final String REQUEST = get(new JobId("x"));

    @Test
    void server_on_port_0_tells_its_port() {
        try (JobStatusServer server = start(0);
                JobStatusServer other = start(0)) {
            assertThat(server.port()).isPositive().isNotEqualTo(other.port());
            assertThat(RawConnection.exchange(server.port(), REQUEST).status()).isEqualTo(200);
            assertThat(RawConnection.exchange(other.port(), REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void interval_between_polls_is_told_as_configured() {
        HttpOptions options = new HttpOptions("127.0.0.1", 0, Duration.ofMillis(4_001), Servers.MAX_WAIT, 1);
        try (JobStatusServer server = JobStatusServer.start(options, PENDING, Servers.NO_WAITING)) {
            assertThat(RawConnection.exchange(server.port(), REQUEST).field("retry-after"))
                    .isEqualTo("5");
        }
    }

    @Test
    void requests_run_on_virtual_threads_where_there_are_any() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        GetJobStatus jobs = id -> {
            thread.complete(Thread.currentThread().toString());
            return PENDING.getJobStatus(id);
        };
        try (JobStatusServer server = Servers.polled(jobs)) {
            RawConnection.exchange(server.port(), REQUEST);
        }

        boolean thereAreAny = Runtime.version().feature() >= 21;
        assertThat(thread.join().startsWith("VirtualThread")).isEqualTo(thereAreAny);
    }

    @Test
    void many_requests_may_wait_at_once() {
        int many = 100;
        CountDownLatch allHaveCome = new CountDownLatch(many);
        GetJobStatus jobs = id -> {
            allHaveCome.countDown();
            Await.latch(allHaveCome);
            return PENDING.getJobStatus(id);
        };
        List<RawConnection> clients = new ArrayList<>();
        try (JobStatusServer server = Servers.polled(jobs)) {
            for (int i = 0; i < many; i++) {
                clients.add(RawConnection.to(server.port()).send(REQUEST));
            }
            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.receive().status()).isEqualTo(200));
            clients.forEach(RawConnection::close);
        }
    }

    @Test
    void port_in_use_is_named() {
        try (JobStatusServer server = start(0);
                LogCapture log = LogCapture.begin()) {
            int port = server.port();

            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + port + ": the port is in use")
                    .hasRootCauseInstanceOf(BindException.class);
            assertThat(log.events()).isEmpty();
            assertThat(RawConnection.exchange(port, REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void unknown_host_is_named() {
        HttpOptions options = new HttpOptions("no-such-host.invalid", 8080, Servers.POLL_INTERVAL, Servers.MAX_WAIT, 1);

        assertThatThrownBy(() -> JobStatusServer.start(options, PENDING, Servers.NO_WAITING))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot listen on no-such-host.invalid:8080: unknown host no-such-host.invalid")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void address_of_another_machine_is_named() {
        HttpOptions options = new HttpOptions("203.0.113.7", 8080, Servers.POLL_INTERVAL, Servers.MAX_WAIT, 1);

        assertThatThrownBy(() -> JobStatusServer.start(options, PENDING, Servers.NO_WAITING))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot listen on 203.0.113.7:8080: this machine has no such address");
    }

    @Test
    void starting_and_stopping_are_not_logged() {
        try (LogCapture log = LogCapture.begin()) {
            try (JobStatusServer server = start(0)) {
                RawConnection.exchange(server.port(), REQUEST);
            }

            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void server_that_is_closed_does_not_listen() {
        JobStatusServer server = start(0);
        int port = server.port();
        server.close();

        assertThatThrownBy(() -> RawConnection.to(port)).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void port_of_a_closed_server_is_free_at_once() {
        JobStatusServer first = start(0);
        int port = first.port();
        RawConnection.exchange(port, REQUEST);
        first.close();

        try (JobStatusServer second = start(port)) {
            assertThat(RawConnection.exchange(second.port(), REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void closing_again_does_nothing() {
        JobStatusServer server = start(0);
        server.close();

        assertThatCode(server::close).doesNotThrowAnyException();
    }

    @Test
    void wait_and_stream_are_answered_at_once_after_waiting_has_ended() {
        JobId id = new JobId("a");
        try (JobStatusServer server = Servers.polled(PENDING)) {
            server.endWaiting();
            server.endWaiting();

            RawResponse waited = RawConnection.exchange(server.port(), get(id, "Prefer: wait=5"));
            assertThat(waited.status()).isEqualTo(200);
            assertThat(waited.field("preference-applied")).isEqualTo("wait=0");
            try (RawConnection streaming = RawConnection.to(server.port())) {
                streaming.send(get(id, "Accept: text/event-stream"));
                assertThat(streaming.receiveStream().lastData()).contains("PENDING");
            }
            assertThat(server.waiters()).isZero();
        }
    }

    @Test
    void concurrent_calls_of_close_all_wait_for_the_end() {
        JobStatusServer server = start(0);
        int port = server.port();
        CompletableFuture<?>[] closers = new CompletableFuture<?>[8];
        for (int i = 0; i < closers.length; i++) {
            closers[i] = CompletableFuture.runAsync(() -> {
                server.close();
                assertThatThrownBy(() -> RawConnection.to(port)).hasCauseInstanceOf(ConnectException.class);
            });
        }

        assertThatCode(() -> CompletableFuture.allOf(closers).join()).doesNotThrowAnyException();
    }

    private static JobStatusServer start(int port) {
        return JobStatusServer.start(Servers.onPort(port), PENDING, Servers.NO_WAITING);
    }
}
