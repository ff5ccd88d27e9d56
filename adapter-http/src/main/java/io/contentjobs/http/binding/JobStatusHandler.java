package io.contentjobs.http.binding;

import io.contentjobs.http.status.Facts;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.StatusRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.server.Request;

/** Connects the job-status resource to Javalin's routes. */
public final class JobStatusHandler implements Handler {
    private static final int FIRST_ERROR = 400;
    private static final String PREFLIGHT = "Access-Control-Request-Method";

    private final JobStatusResource resource;
    private final Reports reports;
    private final Function<Context, Optional<String>> caller;

    public JobStatusHandler(JobStatusResource resource, Reports reports, Function<Context, Optional<String>> caller) {
        this.resource = resource;
        this.reports = reports;
        this.caller = caller;
    }

    /** Answers the request on its thread; waits and streams block the thread. */
    @Override
    public void handle(Context ctx) {
        ServletContextResponse response = ServletContextResponse.getServletContextResponse(ctx.res());
        Request request = response.getRequest();
        StatusRequest asked = new StatusRequest(
                request.getMethod(),
                ctx.pathParam("jobId"),
                request.getHttpURI().getQuery(),
                request.getHeaders()::getValuesList,
                caller.apply(ctx));
        ServletSink sink = new ServletSink(ctx, response);
        RequestThread thread = new RequestThread();
        Facts facts;
        try {
            facts = thread.runUntil(resource.serve(asked, sink, thread));
        } catch (InterruptedException stopping) {
            sink.abort();
            Thread.currentThread().interrupt();
            return;
        }
        if (asked.isRead()) {
            sink.end();
        }
        reports.report(facts, asked.method(), request.getHeadersNanoTime());
        if (facts.status() >= FIRST_ERROR && ctx.header(PREFLIGHT) == null) {
            ctx.skipRemainingHandlers(); // including error pages
        }
    }

    /** Answers methods that Javalin does not know, and so has no routes for. */
    public void refuseUnknownMethod(Context ctx) {
        if (!HandlerType.commonHttp().contains(ctx.method())) {
            handle(ctx);
        }
    }
}
