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

/**
 * The job-status resource: polls, waits and event streams (RFC 9110, RFC 7240, HTML Standard section 9.2), independent of
 * a server. A server passes each request to {@link #PATH}, with any method, and a sink for the response.
 *
 * <p>A request may block: a wait up to the longest wait, a stream until its job has ended. A server that stops calls
 * {@link #endWaiting()}, then closes the {@link AwaitJobStatus}, then itself. All waits and streams then end at once.
 * Thread-safe.
 */
public final class JobStatusResource {
    /** The path of the resource, with the job id in braces. */
    public static final String PATH = "/api/content/jobs/{jobId}/status";

    private static final int BAD_REQUEST = 400;

    private final GetJobStatus jobs;
    private final WaiterLimit limit;
    private final RetryAfter retryAfter;
    private final LongPolls longPolls;
    private final EventStreams streams;

    /**
     * Makes a resource.
     *
     * @param jobs answers polls; may block, and must be thread-safe
     * @param waiting answers waits and streams; may block, and must be thread-safe
     */
    public JobStatusResource(GetJobStatus jobs, AwaitJobStatus waiting, ResourceOptions options) {
        this.jobs = jobs;
        limit = new WaiterLimit(options.maxWaiters());
        retryAfter = new RetryAfter(options.pollInterval());
        longPolls = new LongPolls(jobs, waiting, options.maxWait(), limit);
        streams = new EventStreams(jobs, new JobFollower(waiting, limit, options), limit, retryAfter::in);
    }

    /** Answers the request and returns the facts about the response. */
    public Facts serve(StatusRequest request, StatusSink sink) {
        if (!request.isRead()) {
            return send(new Answered(ErrorReplies.METHOD_NOT_ALLOWED, Delivery.POLL), sink);
        }
        Optional<JobId> id = JobId.parse(request.jobId());
        if (id.isEmpty()) {
            return send(new Answered(ErrorReplies.of(ErrorCode.MALFORMED_JOB_ID), Delivery.POLL), sink);
        }
        return Accept.prefersEventStream(request.headers())
                ? streams.serve(id.get(), request, sink)
                : send(answer(id.get(), request), sink);
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

    /**
     * Lets no request begin to wait: the server answers it at once, as if too many waited. Waiting requests continue
     * until the {@link AwaitJobStatus} is closed. Calling it again does nothing.
     */
    public void endWaiting() {
        limit.close();
    }

    private Answered answer(JobId id, StatusRequest request) {
        Optional<String> parameter = WaitParameter.in(request.query());
        OptionalLong wait = parameter.map(Seconds::parse).orElseGet(() -> Prefer.waitIn(request.headers()));
        if (wait.isPresent()) {
            return longPolls.answer(id, wait.getAsLong(), request.headers());
        }
        StatusReply reply = parameter.isPresent() ? ErrorReplies.ofHttp(BAD_REQUEST) : poll(id, request);
        return new Answered(reply, Delivery.POLL);
    }

    private StatusReply poll(JobId id, StatusRequest request) {
        try {
            return Representation.of(jobs.getJobStatus(id)).replyTo(request.headers());
        } catch (RuntimeException | Error failure) {
            return ErrorReplies.of(id, failure);
        }
    }

    private Facts send(Answered answered, StatusSink sink) {
        sink.send(retryAfter.in(answered.reply()));
        return Facts.of(answered.reply(), answered.delivery());
    }
}
