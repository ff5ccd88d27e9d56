package io.contentjobs.http;

import io.contentjobs.domain.JobException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/** What is served beside the job-status resource. */
final class Routes implements Consumer<JavalinConfig> {
    private final List<HttpRoute> routes;
    private final String retryAfter;

    Routes(List<HttpRoute> routes, HttpOptions options) {
        this.routes = List.copyOf(routes);
        this.retryAfter = String.valueOf(options.pollIntervalSeconds());
    }

    @Override
    public void accept(JavalinConfig config) {
        for (HttpRoute route : routes) {
            Handler handler = ctx -> {
                CountedRoutes.note(route.path(), ctx.req());
                send(answer(route, ctx), ctx);
            };
            if (route.isGet()) {
                config.routes.get(route.path(), handler);
                config.routes.head(route.path(), handler); // without it Javalin says 200 to every HEAD, and no more
            } else {
                config.routes.post(route.path(), handler);
            }
        }
    }

    private static HttpReply answer(HttpRoute route, Context ctx) {
        try {
            return route.handler().apply(new JavalinCall(ctx));
        } catch (JobException failure) {
            return ErrorAnswers.of(failure.code()).asReply();
        }
    }

    private void send(HttpReply reply, Context ctx) {
        reply.fields().forEach(ctx::header);
        ctx.header("Content-Length", String.valueOf(reply.body().length)); // of a 304 too, like the other fields
        if (reply.etag()
                .filter(etag -> IfNoneMatch.names(validators(ctx), etag))
                .isPresent()) {
            ctx.status(HttpStatus.NOT_MODIFIED_304).removeHeader("Content-Type");
            return;
        }
        if (reply.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            ctx.header("Retry-After", retryAfter);
        }
        ctx.status(reply.status()).result(reply.body());
    }

    private static HttpFields validators(Context ctx) {
        HttpFields.Mutable fields = HttpFields.build();
        for (String value : Collections.list(ctx.req().getHeaders(HttpHeader.IF_NONE_MATCH.asString()))) {
            fields.add(HttpHeader.IF_NONE_MATCH, value);
        }
        return fields;
    }
}
