package io.contentjobs.http.binding;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.status.StatusPath;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Accepts only URIs with one meaning. For the job-status resource it decodes the spelling of the job id; for a malformed
 * job id it uses a path that every router accepts. For other resources it refuses ambiguous URIs.
 */
public final class PathHandler extends Handler.Wrapper {
    private static final String MALFORMED = "/api/content/jobs/:/status";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        if (path != null && !uri.hasViolations() && path.indexOf('%') < 0 && !path.isEmpty()) {
            return super.handle(request, response, callback);
        }
        Optional<String> jobId = StatusPath.jobIdIn(path);
        if (jobId.isPresent()) {
            String usual = JobId.parse(jobId.get()).map(StatusPath::of).orElse(MALFORMED);
            HttpURI other = HttpURI.build(uri, usual, uri.getParam(), uri.getQuery());
            return super.handle(Request.serveAs(request, other), response, callback);
        }
        // Jetty would redirect a request without a path, as in "?x", to "//?x".
        if (uri.hasViolations() || path == null || path.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
