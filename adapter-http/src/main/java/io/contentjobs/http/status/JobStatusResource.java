package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.headers.Accept;
import io.contentjobs.http.headers.Prefer;
import io.contentjobs.http.headers.Seconds;
import io.contentjobs.http.headers.WaitParameter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The job-status resource: polls, waits and event streams (RFC 9110, RFC 7240, HTML Standard section 9.2), independent of
 * a server. A server passes each request to {@link #PATH}, with any method, and a sink for the response.
 *
 * <p>Waits and streams occupy no thread. A server that stops calls {@link #endWaiting()}, then closes the {@link
 * AwaitJobStatus}, then itself. All waits and streams then end at once. Thread-safe.
 */
public final class JobStatusResource {
    /** The path of the resource, with the job id in braces. */
    public static final String PATH = "/api/content/jobs/{jobId}/status";

    private static final int BAD_REQUEST = 400;

    private final GetJobStatus jobs;
    private final WaiterLimit limit;
    private final RetryAfter retryAfter;
    private final Timers timers = new Timers();
    private final LongPolls longPolls;
    private final EventStreams streams;

    /**
     * Makes a resource.
     *
     * @param jobs answers polls; may block, and must be thread-safe
     * @param waiting tells of news; must be thread-safe
     */
    public JobStatusResource(GetJobStatus jobs, AwaitJobStatus waiting, ResourceOptions options) {
        this.jobs = jobs;
        limit = new WaiterLimit(options.maxWaiters());
        retryAfter = new RetryAfter(options.pollInterval());
        var context = new HeldRequest.Context(jobs, waiting, limit, timers);
        longPolls = new LongPolls(context, options.maxWait());
        streams = new EventStreams(context, options.heartbeat());
    }

    /**
     * Answers the request. The method blocks while it looks up the job on the caller's thread. A poll is then answered,
     * and the returned future is complete. A wait or a stream that stays open goes on in tasks on {@code executor}: one
     * task at a time, in their order, and none before the look-up. A task may block: at the end of a wait it looks up the
     * job again, and it calls the sink.
     *
     * @param executor must not run a task on the thread that passes it, because this may be a thread of {@code waiting}.
     *     If it rejects a task, the future fails.
     * @return the facts about the response, when the sink has all of it. To give up a request, for example because its
     *     client has disconnected, cancel the future: then the resource keeps nothing of the request, and does not call
     *     the sink any more, except for a call that is already in progress. The future fails if the sink throws an
     *     exception.
     */
    public CompletableFuture<Facts> serve(StatusRequest request, StatusSink sink, Executor executor) {
        var responder = new Responder(sink, retryAfter);
        if (!request.isRead()) {
            return sent(responder.send(ErrorReplies.METHOD_NOT_ALLOWED, Delivery.POLL));
        }
        Optional<JobId> id = JobId.parse(request.jobId());
        if (id.isEmpty()) {
            return sent(responder.send(ErrorReplies.of(ErrorCode.MALFORMED_JOB_ID), Delivery.POLL));
        }
        if (Accept.prefersEventStream(request.headers())) {
            return streams.serve(id.get(), request, responder, executor);
        }
        Optional<String> parameter = WaitParameter.in(request.query());
        OptionalLong wait = parameter.map(Seconds::parse).orElseGet(() -> Prefer.waitIn(request.headers()));
        if (wait.isPresent()) {
            return longPolls.serve(id.get(), wait.getAsLong(), request.headers(), responder, executor);
        }
        StatusReply reply = parameter.isPresent() ? ErrorReplies.ofHttp(BAD_REQUEST) : poll(id.get(), request);
        return sent(responder.send(reply, Delivery.POLL));
    }

    /** Tells whether the request is a GET or HEAD without any form of wait or stream. */
    public boolean isPlainPoll(StatusRequest request) {
        return request.isRead()
                && WaitParameter.in(request.query()).isEmpty()
                && request.headers().valuesOf(Prefer.NAME).isEmpty()
                && !Accept.prefersEventStream(request.headers());
    }

    /** Returns how many requests wait or stream now. */
    public int waiters() {
        return limit.inUse();
    }

    /** Returns the number of open streams. */
    public int streams() {
        return streams.open();
    }

    /** Returns the number of timers that are set. */
    int timers() {
        return timers.pending();
    }

    /**
     * Lets no request begin to wait: the server answers it at once, as if too many waited. Waiting requests continue
     * until the {@link AwaitJobStatus} is closed. Calling it again does nothing.
     */
    public void endWaiting() {
        limit.close();
    }

    private StatusReply poll(JobId id, StatusRequest request) {
        try {
            return Representation.of(jobs.getJobStatus(id)).replyTo(request.headers());
        } catch (RuntimeException | Error failure) {
            return ErrorReplies.of(id, failure);
        }
    }

    private static CompletableFuture<Facts> sent(Facts facts) {
        return CompletableFuture.completedFuture(facts);
    }
}
