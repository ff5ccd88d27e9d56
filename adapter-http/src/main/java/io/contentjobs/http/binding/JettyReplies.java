package io.contentjobs.http.binding;

import io.contentjobs.http.headers.Header;
import io.contentjobs.http.status.StatusReply;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends replies through Jetty. Headers that many replies share are encoded once. */
public final class JettyReplies {
    private JettyReplies() {}

    /** Sends the reply. Jetty omits the body for a HEAD. */
    public static void send(StatusReply reply, Response response, Callback callback) {
        putHead(reply, response, response.getHeaders());
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    /**
     * Puts status and headers into the response. It replaces existing values, except those of {@code Vary}.
     *
     * @param headers the headers that Jetty sends in the end; a servlet's response gets only {@code Content-Type}
     */
    public static void putHead(StatusReply reply, Response response, HttpFields.Mutable headers) {
        response.setStatus(reply.status());
        for (Header header : reply.headers()) {
            HttpField field = header.encoded(HttpField.class, JettyReplies::encode);
            if (field.getHeader() == HttpHeader.VARY) {
                headers.add(field);
            } else if (field.getHeader() == HttpHeader.CONTENT_TYPE) {
                response.getHeaders().put(field);
            } else {
                headers.put(field);
            }
        }
    }

    private static HttpField encode(Header header) {
        HttpHeader known = HttpHeader.CACHE.get(header.name());
        return header.isConstant()
                ? new PreEncodedHttpField(known, header.name(), header.value())
                : new HttpField(known, header.name(), header.value());
    }
}
