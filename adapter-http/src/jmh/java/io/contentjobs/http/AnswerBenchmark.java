package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.binding.JettyReplies;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import io.contentjobs.http.status.StatusSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures a poll from the request to the headers and bytes for Jetty. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AnswerBenchmark {
    private static final ResourceOptions OPTIONS =
            new ResourceOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 1);
    private static final JobReport IN_PROGRESS = new JobReport.InProgress(JobStatus.PROCESSING);

    /** What the client has: nothing, or the current state (a 304). */
    @Param({"nothing", "it"})
    public String clientHas = "nothing";

    // Not final, so that the compiler cannot predict the outcome.
    private JobReport inProgress = IN_PROGRESS;
    private JobReport completed = new JobReport.Completed(new ImageUrls(
            "https://cdn.example.com/draft-0123456789/simple.png",
            "https://cdn.example.com/draft-0123456789/fancy.png",
            "https://cdn.example.com/draft-0123456789/trendy.png"));
    private JobReport failed = new JobReport.Failed("모델이 응답하지 않았습니다 (code=\"MODEL_TIMEOUT\")");
    private JobReport report = IN_PROGRESS;
    private final JobStatusResource resource = new JobStatusResource(id -> report, new NoWaiting(), OPTIONS);
    private HttpFields request = HttpFields.EMPTY;
    private HttpFields requestAfterCompletion = HttpFields.EMPTY;
    private HttpFields requestAfterFailure = HttpFields.EMPTY;

    @Setup
    public void requests() {
        boolean again = clientHas.equals("it");
        request = requestOf(inProgress, again);
        requestAfterCompletion = requestOf(completed, again);
        requestAfterFailure = requestOf(failed, again);
    }

    @Benchmark
    public KeptResponse inProgress() {
        return answer(inProgress, request);
    }

    @Benchmark
    public KeptResponse completed() {
        return answer(completed, requestAfterCompletion);
    }

    @Benchmark
    public KeptResponse failed() {
        return answer(failed, requestAfterFailure);
    }

    private KeptResponse answer(JobReport told, HttpFields headers) {
        KeptResponse response = new KeptResponse();
        report = told;
        var poll = new StatusRequest("GET", "job-1", null, headers::getValuesList, Optional.empty());
        var unused = resource.serve(poll, new Sink(response), Runnable::run);
        return response;
    }

    private record Sink(KeptResponse response) implements StatusSink {
        @Override
        public void send(StatusReply reply) {
            JettyReplies.send(reply, response, Callback.NOOP);
        }

        @Override
        public CompletionStage<?> begin(StatusReply reply) {
            throw new IllegalStateException("A poll is not a stream");
        }

        @Override
        public CompletionStage<?> write(byte[] bytes) {
            throw new IllegalStateException("A poll is not a stream");
        }
    }

    private static final class NoWaiting implements AwaitJobStatus {
        @Override
        public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
            throw new IllegalStateException("A poll does not wait");
        }

        @Override
        public Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener) {
            throw new IllegalStateException("A poll does not wait");
        }
    }

    /** Returns the headers that a browser usually sends, and the tag of the last response if there was one. */
    private HttpFields requestOf(JobReport known, boolean again) {
        HttpFields.Mutable fields = HttpFields.build()
                .add(HttpHeader.HOST, "jobs.example.com")
                .add(HttpHeader.USER_AGENT, "Mozilla/5.0")
                .add(HttpHeader.ACCEPT, "application/json")
                .add(HttpHeader.ACCEPT_LANGUAGE, "ko-KR,ko;q=0.9");
        if (again) {
            String etag = answer(known, HttpFields.EMPTY).getHeaders().get(HttpHeader.ETAG);
            fields.add(HttpHeader.IF_NONE_MATCH, etag);
        }
        return fields.asImmutable();
    }
}
