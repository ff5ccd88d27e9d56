package io.contentjobs.http;

import io.javalin.http.Context;
import java.util.Optional;

/** A request as Javalin has it. */
record JavalinCall(Context ctx) implements HttpCall {
    @Override
    public String parameter(String name) {
        return ctx.pathParam(name);
    }

    @Override
    public Optional<String> field(String name) {
        return Optional.ofNullable(ctx.header(name));
    }
}
