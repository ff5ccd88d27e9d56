package io.contentjobs.http.binding;

import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.StatusPath;
import io.contentjobs.http.status.StatusRequest;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers GET and HEAD of the job-status resource in front of Javalin's servlet, with the bytes that the routes would send.
 * Waits and streams occupy no thread. All other requests go on to Javalin. The reason and the figures are in {@code
 * docs/decisions.md}.
 */
public final class StatusFastPath extends Handler.Wrapper {
    private final JobStatusResource resource;
    private final Reports reports;

    public StatusFastPath(JobStatusResource resource, Reports reports, Handler routes) {
        super(routes);
        this.resource = resource;
        this.reports = reports;
    }

    /** Always blocks: the thread of the request reads the store. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String method = request.getMethod();
        Optional<String> jobId = StatusRequest.isRead(method) ? StatusPath.jobIdIn(uri.getPath()) : Optional.empty();
        if (jobId.isEmpty()) {
            return super.handle(request, response, callback);
        }
        var asked = new StatusRequest(
                method, jobId.get(), uri.getQuery(), request.getHeaders()::getValuesList, Optional.empty());
        Executor tasks = Runnable::run; // a plain poll has none
        if (!resource.isPlainPoll(asked)) {
            tasks = RequestTasks.of(request);
            // While the request waits, Jetty's idle timeout does not end it.
            request.addIdleTimeoutListener(timeout -> false);
        }
        long begin = request.getHeadersNanoTime();
        JettySink sink = new JettySink(response, callback);
        var unused = resource.serve(asked, sink, tasks).whenComplete((facts, failure) -> {
            sink.end(failure);
            if (failure == null) {
                reports.report(facts, method, begin);
            }
        });
        return true;
    }
}
