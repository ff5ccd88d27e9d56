package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.headers.RequestHeaders;
import io.contentjobs.http.testing.ScriptedWaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that stay open, without a server: what each of them needs, in which order it works, and how it ends. */
@Timeout(60)
final class HeldRequestTest {
    private static final JobId ID = new JobId("job-1");
    private static final JobReport PENDING = new JobReport.InProgress(JobStatus.PENDING);
    private static final JobReport PROCESSING = new JobReport.InProgress(JobStatus.PROCESSING);
    private static final JobReport FAILED = new JobReport.Failed("error");
    private static final Duration LONG = Duration.ofMinutes(2);

    /** The two kinds of requests that stay open. */
    enum Kind {
        WAIT,
        STREAM;

        StatusRequest request() {
            return this == WAIT
                    ? new StatusRequest("GET", ID.value(), "wait=100", name -> List.of(), Optional.empty())
                    : HeldRequestTest.request(null, Map.of("Accept", "text/event-stream"));
        }
    }

    private final ScriptedWaiting waiting = new ScriptedWaiting();
    private volatile Supplier<JobReport> present = () -> PENDING;
    private final Tasks tasks = new Tasks();
    private final RecordingSink sink = new RecordingSink();
    private final JobStatusResource resource = resource(waiting, LONG);

    /** Tasks that run when the test says so. */
    private static final class Tasks implements Executor {
        private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            queue.add(task);
        }

        void runAll() {
            for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
                task.run();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_request_has_one_permit_one_subscription_and_one_timer(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        tasks.runAll();
        assertThat(facts).isNotDone();
        assertThat(held()).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void news_only_adds_a_task(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        tasks.runAll();
        List<String> before = List.copyOf(sink.parts());
        waiting.report(FAILED);
        assertThat(sink.parts()).isEqualTo(before);
        tasks.runAll();
        assertThat(sink.parts()).hasSize(before.size() + 1);
        assertEnded(facts, new Facts(200, delivery(kind), JobStatus.FAILED, null));
    }

    @ParameterizedTest
    @EnumSource
    void news_during_the_subscription_is_not_lost(Kind kind) {
        waiting.withEach(listener -> listener.reported(FAILED));
        CompletableFuture<Facts> facts = serve(kind);
        tasks.runAll();
        assertEnded(facts, new Facts(200, delivery(kind), JobStatus.FAILED, null));
    }

    @Test
    void wait_goes_on_until_the_report_is_enough() {
        CompletableFuture<Facts> facts = serve(Kind.WAIT);
        waiting.report(PROCESSING);
        tasks.runAll();
        assertThat(facts).isNotDone();
        waiting.report(FAILED);
        tasks.runAll();
        assertThat(sink.parts()).singleElement().asString().startsWith("200 {\"status\":\"FAILED\"");
    }

    @Test
    void wait_with_a_tag_ends_with_another_state() {
        String tag = Representation.of(PENDING).etag();
        CompletableFuture<Facts> facts = resource.serve(request("wait=100", Map.of("If-None-Match", tag)), sink, tasks);
        assertThat(facts).isNotDone();
        waiting.report(PROCESSING);
        tasks.runAll();
        assertEnded(facts, new Facts(200, Delivery.WAIT, JobStatus.PROCESSING, null));
    }

    @Test
    void wait_ends_with_a_look_up_when_its_time_is_up() {
        JobStatusResource brief = resource(waiting, Duration.ofSeconds(1));
        CompletableFuture<Facts> facts = brief.serve(Kind.WAIT.request(), sink, tasks);
        present = () -> PROCESSING;
        Await.until(() -> !tasks.queue.isEmpty());
        assertThat(facts).isNotDone();
        tasks.runAll();
        assertThat(facts).isCompletedWithValue(new Facts(200, Delivery.WAIT, JobStatus.PROCESSING, null));
        assertThat(List.of(brief.waiters(), waiting.open(), brief.timers())).containsOnly(0);
    }

    @Test
    void permit_of_a_wait_is_free_before_the_client_has_the_response() {
        List<Integer> waiters = new ArrayList<>();
        StatusSink looking = new StatusSink() {
            @Override
            public void send(StatusReply reply) {
                waiters.add(resource.waiters());
            }

            @Override
            public CompletableFuture<?> begin(StatusReply reply) {
                throw new AssertionError("Not a stream");
            }

            @Override
            public CompletableFuture<?> write(byte[] bytes) {
                throw new AssertionError("Not a stream");
            }
        };
        var unused = resource.serve(Kind.WAIT.request(), looking, tasks);
        waiting.report(FAILED);
        tasks.runAll();
        assertThat(waiters).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void job_that_can_no_longer_be_reported_ends_the_request(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        waiting.fail(new JobNotFoundException(ID));
        tasks.runAll();
        assertThat(facts).isDone();
        assertThat(facts.join().status()).isEqualTo(kind == Kind.WAIT ? 404 : 200);
        assertThat(held()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void request_ends_with_the_present_state_when_the_server_stops(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        present = () -> PROCESSING;
        waiting.stop();
        tasks.runAll();
        assertEnded(facts, new Facts(200, delivery(kind), JobStatus.PROCESSING, null));
    }

    @ParameterizedTest
    @EnumSource
    void request_ends_with_the_last_known_state_when_the_server_stops_in_an_outage(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        present = () -> {
            throw new StoreUnavailableException(ID.value(), "down", null);
        };
        waiting.stop();
        tasks.runAll();
        assertEnded(facts, new Facts(200, delivery(kind), JobStatus.PENDING, null));
    }

    @ParameterizedTest
    @EnumSource
    void cancelled_request_leaves_nothing_behind(Kind kind) {
        List<Consumer<ScriptedWaiting>> states = List.of(
                jobs -> {},
                jobs -> tasks.runAll(),
                jobs -> jobs.report(PROCESSING),
                jobs -> jobs.report(FAILED),
                ScriptedWaiting::stop);
        for (Consumer<ScriptedWaiting> state : states) {
            CompletableFuture<Facts> facts = serve(kind);
            state.accept(waiting);
            facts.cancel(false);
            assertThat(held()).containsOnly(0);
            List<String> before = List.copyOf(sink.parts());
            tasks.runAll();
            assertThat(sink.parts()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void request_whose_executor_is_closed_leaves_nothing_behind(Kind kind) {
        CompletableFuture<Facts> facts = serve(kind);
        tasks.runAll();
        tasks.closed = true;
        waiting.report(FAILED);
        assertThat(facts).isCompletedExceptionally();
        assertThat(held()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void failing_subscription_leaves_nothing_behind(Kind kind) {
        waiting.withEach(listener -> {
            throw new IllegalStateException("unforeseen");
        });
        CompletableFuture<Facts> facts = serve(kind);
        tasks.runAll();
        assertThat(facts.join().status()).isEqualTo(kind == Kind.WAIT ? 500 : 200);
        assertThat(List.of(resource.waiters(), resource.timers())).containsOnly(0);
    }

    @Test
    void news_of_a_client_that_reads_slowly_comes_in_order_after_its_writes() {
        sink.slow();
        CompletableFuture<Facts> facts = serve(Kind.STREAM);
        waiting.report(PROCESSING);
        waiting.report(FAILED);
        tasks.runAll();
        assertThat(sink.parts()).hasSize(1);
        for (int written = 1; written <= 3; written++) {
            assertThat(facts).isNotDone();
            assertThat(held()).containsExactly(1, 1, 1);
            assertThat(sink.parts()).hasSize(written);
            sink.acceptWrite();
            tasks.runAll();
        }
        assertThat(sink.parts().get(1)).contains("PROCESSING");
        assertThat(sink.parts().get(2)).contains("FAILED");
        assertEnded(facts, new Facts(200, Delivery.STREAM, JobStatus.FAILED, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void broken_write_ends_the_stream(int accepted) {
        sink.slow();
        CompletableFuture<Facts> facts = serve(Kind.STREAM);
        for (int i = 0; i < accepted; i++) {
            sink.acceptWrite();
            waiting.report(PROCESSING);
            tasks.runAll();
        }
        sink.breakWrite();
        tasks.runAll();
        assertEnded(facts, new Facts(200, Delivery.STREAM, accepted == 0 ? null : JobStatus.PENDING, null));
    }

    @Test
    void blocked_write_of_one_client_does_not_delay_the_news_of_another() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<Void> blocked = new CompletableFuture<>();
            RecordingSink blocking = new RecordingSink();
            StatusSink slow = new StatusSink() {
                @Override
                public void send(StatusReply reply) {
                    throw new AssertionError("A stream");
                }

                @Override
                public CompletableFuture<?> begin(StatusReply reply) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public CompletableFuture<?> write(byte[] bytes) {
                    blocked.join();
                    return CompletableFuture.completedFuture(null);
                }
            };
            CompletableFuture<Facts> slowFacts = resource.serve(Kind.STREAM.request(), slow, threads);
            CompletableFuture<Facts> facts = resource.serve(Kind.STREAM.request(), blocking, threads);
            waiting.report(FAILED);
            assertThat(facts.join().job()).isEqualTo(JobStatus.FAILED);
            assertThat(slowFacts).isNotDone();
            blocked.complete(null);
            assertThat(slowFacts.join().job()).isEqualTo(JobStatus.FAILED);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void threads_do_not_grow_with_the_number_of_requests() {
        JobStatusResource large = resource(waiting, LONG);
        List<CompletableFuture<Facts>> all = new ArrayList<>();
        all.add(large.serve(Kind.WAIT.request(), new RecordingSink(), tasks));
        long threads = Thread.getAllStackTraces().size();
        for (int i = 0; i < 300; i++) {
            all.add(large.serve((i % 2 == 0 ? Kind.WAIT : Kind.STREAM).request(), new RecordingSink(), tasks));
        }
        assertThat(large.waiters()).isEqualTo(301);
        assertThat(Thread.getAllStackTraces()).hasSizeLessThan((int) threads + 10);
        waiting.report(FAILED);
        tasks.runAll();
        assertThat(all).allSatisfy(facts -> assertThat(facts).isCompleted());
        assertThat(List.of(large.waiters(), waiting.open(), large.timers())).containsOnly(0);
    }

    private CompletableFuture<Facts> serve(Kind kind) {
        return resource.serve(kind.request(), sink, tasks);
    }

    /** Returns the numbers of permits, subscriptions and timers. */
    private List<Integer> held() {
        return List.of(resource.waiters(), waiting.open(), resource.timers());
    }

    private void assertEnded(CompletableFuture<Facts> facts, Facts expected) {
        assertThat(facts).isCompletedWithValue(expected);
        assertThat(held()).containsOnly(0);
    }

    private static Delivery delivery(Kind kind) {
        return kind == Kind.WAIT ? Delivery.WAIT : Delivery.STREAM;
    }

    private JobStatusResource resource(AwaitJobStatus news, Duration maxWait) {
        var options = new ResourceOptions(Duration.ofSeconds(2), maxWait, 1_000, LONG);
        return new JobStatusResource(id -> present.get(), news, options);
    }

    private static StatusRequest request(@Nullable String query, Map<String, String> headers) {
        RequestHeaders all = name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
        return new StatusRequest("GET", ID.value(), query, all, Optional.empty());
    }
}
