package io.contentjobs.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpURI;

/** A request as Javalin has it. */
record JavalinCall(Context ctx) implements HttpCall {
    @Override
    public String parameter(String name) {
        return ctx.pathParam(name);
    }

    @Override
    public Optional<String> authority() {
        HttpURI uri = ServletContextRequest.getServletContextRequest(ctx.req()).getHttpURI();
        return Optional.ofNullable(uri.getAuthority());
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(ctx.header(name));
    }
}
