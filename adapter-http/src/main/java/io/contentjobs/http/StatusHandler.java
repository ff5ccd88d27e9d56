package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import java.util.Optional;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job-status resource. It stands in front of Javalin's servlet and leaves all other resources to it: polls are the
 * load, and the way through a servlet context and a router costs more than all that a poll needs.
 */
final class StatusHandler extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(StatusHandler.class);
    private static final HttpField ALLOW = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");

    private final GetJobStatus jobs;
    private final HttpField retryAfter;

    StatusHandler(GetJobStatus jobs, HttpField retryAfter) {
        this.jobs = jobs;
        this.retryAfter = retryAfter;
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
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        answer(jobId.get(), request).send(response, retryAfter, callback);
        return true;
    }

    private Answer answer(String jobId, Request request) {
        Optional<JobId> id = JobId.parse(jobId);
        if (id.isEmpty()) {
            return ErrorAnswers.of(ErrorCode.MALFORMED_JOB_ID);
        }
        try {
            return Representation.of(jobs.getJobStatus(id.get())).answerTo(request.getHeaders());
        } catch (JobException failure) {
            return ErrorAnswers.of(failure.code());
        } catch (RuntimeException failure) {
            LOG.error("Job {} could not be reported on", id.get(), failure);
            return ErrorAnswers.ofHttp(HttpStatus.INTERNAL_SERVER_ERROR_500);
        }
    }

    /** A job id may be written in whatever way, it is one or not; other resources get no URI that could mean two of them. */
    private boolean handleOther(HttpURI uri, Request request, Response response, Callback callback) throws Exception {
        if (uri.hasViolations()) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
