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
import io.contentjobs.http.status.Delivery;
import io.contentjobs.http.status.Facts;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;

/** The handlers in front of the resources. A handler exists only if its option is set. */
final class HandlerChain {
    private static final Facts PREFLIGHT = new Facts(HttpStatus.NO_CONTENT_204, Delivery.POLL, null, null);

    private final RequestContext context = new RequestContext();
    private final Optional<Cors> cors;
    private final HttpAccess access;
    private final Connections connections;
    private final StatusReports reports;

    HandlerChain(HttpAccess access, Connections connections, StatusReports reports) {
        this.cors = access.origins().map(origins -> new Cors(origins::permissionOf));
        this.access = access;
        this.connections = connections;
        this.reports = reports;
    }

    RequestContext context() {
        return context;
    }

    Optional<Cors> cors() {
        return cors;
    }

    /** Returns the first handler of the chain; the last one calls {@code resources}. */
    Handler inFrontOf(Handler resources) {
        Handler next = resources;
        if (access.tokens().isPresent()) {
            next = new Authentication(access.tokens().get()::accepts, reports, next);
        }
        if (access.origins().isPresent()) {
            next = new Preflights(
                    access.origins().get()::permissionOf, request -> reports.reportEarly(PREFLIGHT, request), next);
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
