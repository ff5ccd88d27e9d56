package io.contentjobs.http;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;

/** What a request goes through, in this order, before it comes to its resource. What is switched off is not there. */
final class Handlers {
    private final SecurityFields first = new SecurityFields();
    private final RequestContext context = new RequestContext();
    private final Optional<Cors> cors;
    private final HttpAccess access;
    private final Connections connections;
    private final Refusals refusals;
    private final HttpListener listener;

    Handlers(HttpAccess access, Connections connections, Refusals refusals, HttpListener listener) {
        this.cors = access.origins().map(Cors::new);
        this.access = access;
        this.connections = connections;
        this.refusals = refusals;
        this.listener = listener;
    }

    RequestContext context() {
        return context;
    }

    Optional<Cors> cors() {
        return cors;
    }

    /** Returns the first of them, the last having been put in front of the resources. */
    Handler inFrontOf(Handler resources) {
        Handler admission = new Admission(connections, divided(asked(authenticated(resources))));
        cors.ifPresent(handler -> handler.setHandler(admission));
        Handler answered = cors.<Handler>map(handler -> handler).orElse(admission);
        context.setHandler(access.hosts()
                .<Handler>map(hosts -> new HostCheck(hosts, answered))
                .orElse(answered));
        first.setHandler(context);
        return first;
    }

    private Handler authenticated(Handler resources) {
        return access.tokens()
                .<Handler>map(tokens -> new Authentication(tokens, refusals, resources))
                .orElse(resources);
    }

    private Handler asked(Handler resources) {
        return access.origins()
                .<Handler>map(origins -> new Preflights(origins, listener, resources))
                .orElse(resources);
    }

    private Handler divided(Handler resources) {
        return access.managementPort().isPresent() ? new ManagementPort(resources) : resources;
    }
}
