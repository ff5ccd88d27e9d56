package io.contentjobs.http;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.AwaitJobStatus.Listener;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedWaiting;
import io.contentjobs.http.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobStatusServerTest {
    private static final GetJobStatus PENDING = id -> new JobReport.InProgress(JobStatus.PENDING);
    private static final JobId ID = new JobId("x");
    private static final String REQUEST = get(ID);

    @AutoClose
    private final JobStatusServer server = Servers.polled(PENDING);

    private final int port = server.port();

    /** The second look-up is made in a task, after the wait. */
    @Test
    void requests_and_their_tasks_run_on_virtual_threads_from_java_21_on() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        GetJobStatus jobs = id -> {
            threads.add(Thread.currentThread().toString());
            return PENDING.getJobStatus(id);
        };
        var stopping = new ScriptedWaiting().withEach(Listener::stopped);
        try (JobStatusServer asked = JobStatusServer.start(Servers.OPTIONS, jobs, stopping)) {
            exchange(asked.port(), get(ID, "Prefer: wait=9")).is(200);
        }
        boolean hasVirtualThreads = Runtime.version().feature() >= 21;
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("VirtualThread") == hasVirtualThreads);
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
        try (JobStatusServer slow = Servers.polled(jobs)) {
            List<RawConnection> clients = Stream.generate(
                            () -> RawConnection.to(slow.port()).send(REQUEST))
                    .limit(many)
                    .toList();
            assertThat(clients).allSatisfy(client -> client.receive().is(200));
            clients.forEach(RawConnection::close);
        }
    }

    @Test
    void port_in_use_is_named() {
        try (LogCapture log = LogCapture.begin()) {
            assertThatThrownBy(() -> start("127.0.0.1", port))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + port + ": the port is in use")
                    .hasRootCauseInstanceOf(BindException.class);
            assertThat(log.events()).isEmpty();
            exchange(port, REQUEST).is(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-host.invalid, unknown host no-such-host.invalid",
        "203.0.113.7, this machine has no such address"
    })
    void address_of_no_interface_is_named(String host, String reason) {
        assertThatThrownBy(() -> start(host, 8080))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot listen on " + host + ":8080: " + reason)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void server_that_starts_and_stops_logs_nothing() {
        try (LogCapture log = LogCapture.begin()) {
            try (JobStatusServer quiet = Servers.polled(PENDING)) {
                exchange(quiet.port(), REQUEST);
            }
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void closed_server_frees_its_port_and_may_be_closed_again() {
        exchange(port, REQUEST);
        server.close();
        assertThatThrownBy(() -> RawConnection.to(port)).hasCauseInstanceOf(ConnectException.class);
        assertThatCode(server::close).doesNotThrowAnyException();
        try (JobStatusServer next = start("127.0.0.1", port)) {
            exchange(next.port(), REQUEST).is(200);
        }
    }

    @Test
    void wait_and_stream_are_answered_at_once_after_the_end_of_waiting() {
        server.endWaiting();
        server.endWaiting();
        exchange(port, get(ID, "Prefer: wait=5")).is(200).has("preference-applied", "wait=0");
        exchange(port, "GET", pathOf(ID), STREAM).is(200).contains("PENDING");
        assertThat(server.waiters()).isZero();
    }

    @Test
    void concurrent_calls_of_close_all_wait_for_the_end() {
        CompletableFuture<?>[] closers = new CompletableFuture<?>[8];
        for (int i = 0; i < closers.length; i++) {
            closers[i] = CompletableFuture.runAsync(() -> {
                server.close();
                assertThatThrownBy(() -> RawConnection.to(port)).hasCauseInstanceOf(ConnectException.class);
            });
        }
        assertThatCode(() -> CompletableFuture.allOf(closers).join()).doesNotThrowAnyException();
    }

    private static JobStatusServer start(String host, int port) {
        var options = new HttpOptions(host, port, Servers.POLL_INTERVAL, Servers.MAX_WAIT, 1);
        return Servers.polled(options, PENDING, ServerParts.NONE);
    }
}
