package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The job-status resource. It stands in front of Javalin's servlet and leaves all other resources to it: polls are the
 * load, and the way through a servlet context and a router costs more than all that a poll needs.
 */
final class StatusHandler extends Handler.Wrapper {
    private static final HttpField ALLOW = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");

    private final GetJobStatus jobs;
    private final HeldAnswers held;
    private final EventStreams streams;
    private final AnswerSender sender;

    StatusHandler(GetJobStatus jobs, HeldAnswers held, EventStreams streams, AnswerSender sender) {
        this.jobs = jobs;
        this.held = held;
        this.streams = streams;
        this.sender = sender;
    }

    /** Always: the store is asked, and waited for, on the thread of the request. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        Optional<String> jobId = StatusPath.jobIdIn(uri.getPath());
        if (jobId.isEmpty()) {
            return handleOther(uri, request, response, callback);
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(ALLOW);
            CountedRoutes.note(HttpListener.STATUS_ROUTE, request);
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        Optional<JobId> id = JobId.parse(jobId.get());
        if (id.isEmpty()) {
            Answer malformed = ErrorAnswers.of(ErrorCode.MALFORMED_JOB_ID);
            sender.send(malformed, AnswerManner.POLL, request, response, callback);
        } else if (Accept.prefersEventStream(request.getHeaders())) {
            streams.serve(id.get(), request, response, callback);
        } else {
            serve(id.get(), request, response, callback);
        }
        return true;
    }

    private void serve(JobId id, Request request, Response response, Callback callback) {
        Optional<String> parameter = WaitParameter.in(request.getHttpURI().getQuery());
        OptionalLong wait = parameter.map(Seconds::parse).orElseGet(() -> Prefer.waitIn(request.getHeaders()));
        if (wait.isPresent()) {
            held.serve(id, wait.getAsLong(), request, response, callback);
            return;
        }
        Answer answer = parameter.isPresent() ? ErrorAnswers.ofHttp(HttpStatus.BAD_REQUEST_400) : poll(id, request);
        sender.send(answer, AnswerManner.POLL, request, response, callback);
    }

    private Answer poll(JobId id, Request request) {
        try {
            return Representation.of(jobs.getJobStatus(id)).answerTo(request.getHeaders());
        } catch (RuntimeException failure) {
            return ErrorAnswers.of(id, failure);
        }
    }

    /** A job id may be written in whatever way, it is one or not; other resources get no URI that could mean two of them. */
    private boolean handleOther(HttpURI uri, Request request, Response response, Callback callback) throws Exception {
        if (uri.hasViolations() || hasNoPath(uri)) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Such as {@code ?x}: Jetty would send the client on, to {@code //?x}. */
    private static boolean hasNoPath(HttpURI uri) {
        String path = uri.getPath();
        return path == null || path.isEmpty();
    }
}
