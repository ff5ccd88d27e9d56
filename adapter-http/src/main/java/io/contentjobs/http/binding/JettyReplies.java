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

/** Replies as Jetty sends them. Headers that many replies share are encoded once. */
public final class JettyReplies {
    private JettyReplies() {}

    /** Sends the reply. Jetty leaves the body out where the request was a HEAD. */
    public static void send(StatusReply reply, Response response, Callback callback) {
        putHead(reply, response, response.getHeaders());
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    /**
     * Puts status and headers into the response. Of what is there already, only {@code Vary} stays beside a new value.
     *
     * @param fields those of the response that is sent in the end; a servlet's response is told {@code Content-Type} alone
     */
    public static void putHead(StatusReply reply, Response response, HttpFields.Mutable fields) {
        response.setStatus(reply.status());
        for (Header header : reply.headers()) {
            HttpField field = header.encoded(HttpField.class, JettyReplies::encode);
            if (field.getHeader() == HttpHeader.VARY) {
                fields.add(field);
            } else if (field.getHeader() == HttpHeader.CONTENT_TYPE) {
                response.getHeaders().put(field);
            } else {
                fields.put(field);
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
