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
 * Hands on URIs that mean one thing only. A job id may be written in whatever way: the routes get it as it is meant, and one
 * that is malformed as one that any router takes. Other resources get no URI that could mean two of them.
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
        // Without a path, as in "?x", Jetty would send the client on, to "//?x".
        if (uri.hasViolations() || path == null || path.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
