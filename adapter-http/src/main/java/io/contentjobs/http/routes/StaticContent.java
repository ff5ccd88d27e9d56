package io.contentjobs.http.routes;

import io.contentjobs.http.headers.EntityTag;
import io.contentjobs.http.headers.IfNoneMatch;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;

/** Content that browsers cache and revalidate each time. Immutable. */
public final class StaticContent implements Handler {
    /** Allows a page to load styles and scripts of this server and nothing else. */
    private static final String PAGE_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private final String contentType;
    private final byte[] body;
    private final String etag;

    private StaticContent(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = body;
        this.etag = EntityTag.of(body);
    }

    /** Returns the content with these bytes, which must not change afterwards. */
    public static StaticContent of(String contentType, byte[] body) {
        return new StaticContent(contentType, body);
    }

    /**
     * Reads the content from a resource on the class path.
     *
     * @param owner the class that the name is relative to
     * @throws IllegalArgumentException if there is no such resource
     */
    public static StaticContent ofResource(Class<?> owner, String name, String contentType) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("There is no resource " + name + " next to " + owner.getName());
            }
            return of(contentType, resource.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Answers the request. */
    @Override
    public void handle(Context ctx) {
        if (contentType.startsWith("text/html")) {
            ctx.header("Content-Security-Policy", PAGE_POLICY);
        }
        ctx.header("Content-Type", contentType).header("Cache-Control", "no-cache");
        ctx.header("ETag", etag).header("Content-Length", String.valueOf(body.length));
        if (IfNoneMatch.names(name -> Collections.list(ctx.req().getHeaders(name)), etag)) {
            ctx.status(HttpStatus.NOT_MODIFIED).removeHeader("Content-Type");
        } else {
            ctx.result(body);
        }
    }
}
