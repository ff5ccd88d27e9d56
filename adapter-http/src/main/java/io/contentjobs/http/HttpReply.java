package io.contentjobs.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** An answer of an {@link HttpRoute}. Immutable: it may be given any number of times. */
public final class HttpReply {
    private static final String JSON = "application/json";
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

    private final int status;
    private final byte[] body;
    private final @Nullable String etag;
    private final Map<String, String> fields;

    private HttpReply(int status, byte[] body, @Nullable String etag, Map<String, String> fields) {
        this.status = status;
        this.body = body;
        this.etag = etag;
        this.fields = fields;
    }

    /** Says 200; clients keep it and ask each time whether it has changed, which costs neither side the body. */
    public static HttpReply kept(String contentType, byte[] body) {
        String etag = EntityTag.of(body);
        HttpReply reply = of(HttpStatus.OK_200, contentType, body.clone(), etag);
        return reply.with("Cache-Control", "no-cache").with("ETag", etag);
    }

    /**
     * Says 200 with what a resource on the class path holds; it is read now, and {@link #kept}.
     *
     * @param owner the class whose package the name is relative to
     * @throws IllegalArgumentException if there is no such resource
     */
    public static HttpReply ofResource(Class<?> owner, String name, String contentType) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("Beside " + owner.getName() + " there is no resource " + name);
            }
            return kept(contentType, resource.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Says what is so at this moment; nobody may keep it. */
    public static HttpReply json(int status, String json) {
        return of(status, JSON, json.getBytes(StandardCharsets.UTF_8), null).with("Cache-Control", "no-store");
    }

    /** Says 200 with what is so at this moment; nobody may keep it. */
    public static HttpReply ofTheMoment(String contentType, byte[] body) {
        return of(HttpStatus.OK_200, contentType, body.clone(), null).with("Cache-Control", "no-store");
    }

    /** Says what is wrong with a request, under a code of its own. */
    public static HttpReply error(int status, String code, String message) {
        return Answer.error(AnswerOutcome.REFUSED, status, escaped(code), escaped(message))
                .asReply();
    }

    /** Says what is wrong with a request in the words that every route has for that status: {@code HTTP_<status>}. */
    public static HttpReply error(int status) {
        return ErrorAnswers.ofHttp(status).asReply();
    }

    /** Returns this as a page for browsers: looks and scripts are files of this server, and nothing else is loaded. */
    public HttpReply asPage() {
        return with("Content-Security-Policy", PAGE_POLICY);
    }

    /** Returns this with another header field, or another value of one. */
    public HttpReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new HttpReply(status, body, etag, more);
    }

    int status() {
        return status;
    }

    /** It is not a copy. */
    byte[] body() {
        return body;
    }

    Optional<String> etag() {
        return Optional.ofNullable(etag);
    }

    Map<String, String> fields() {
        return fields;
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static HttpReply of(int status, String contentType, byte[] body, @Nullable String etag) {
        return new HttpReply(status, body, etag, Map.of()).with("Content-Type", contentType);
    }
}
