package io.contentjobs.http;

import io.contentjobs.http.connection.Connections;
import io.contentjobs.http.connection.OverloadHandler;
import io.contentjobs.http.management.ManagementPort;
import io.contentjobs.http.management.RequestContext;
import io.contentjobs.http.security.Authentication;
import io.contentjobs.http.security.Cors;
import io.contentjobs.http.security.HostCheck;
import io.contentjobs.http.security.Preflights;
import io.contentjobs.http.security.SecurityHeaders;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;

/** The handlers that a request passes before it comes to its resource. One whose option is off is not there. */
final class HandlerChain {
    private final RequestContext context = new RequestContext();
    private final Optional<Cors> cors;
    private final HttpAccess access;
    private final Connections connections;
    private final Refusals refusals;

    HandlerChain(HttpAccess access, Connections connections, Refusals refusals) {
        this.cors = access.origins().map(origins -> new Cors(origins::permissionOf));
        this.access = access;
        this.connections = connections;
        this.refusals = refusals;
    }

    RequestContext context() {
        return context;
    }

    Optional<Cors> cors() {
        return cors;
    }

    /** Returns the first handler; the last one hands on to the resources. They are put together from the last one on. */
    Handler inFrontOf(Handler resources) {
        Handler next = resources;
        if (access.tokens().isPresent()) {
            next = new Authentication(access.tokens().get()::accepts, refusals, next);
        }
        if (access.origins().isPresent()) {
            next = new Preflights(
                    access.origins().get()::permissionOf,
                    request -> refusals.count(request, HttpStatus.NO_CONTENT_204),
                    next);
        }
        if (access.managementPort().isPresent()) {
            next = new ManagementPort(next);
        }
        next = new OverloadHandler(connections, next);
        if (cors.isPresent()) {
            cors.get().setHandler(next);
            next = cors.get();
        }
        if (access.hosts().isPresent()) {
            next = new HostCheck(access.hosts().get()::contains, next);
        }
        context.setHandler(next);
        Handler.Wrapper first = new SecurityHeaders();
        first.setHandler(context);
        return first;
    }
}
