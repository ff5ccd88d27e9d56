package io.contentjobs.http.security;

import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests for other hosts with 421 (RFC 9110, section 15.5.20). The host is that of the request's URI, else that
 * of {@code Host} (RFC 9112, section 3.3). A request without a host, which only HTTP/1.0 allows, is accepted, because
 * browsers do not send one.
 */
public final class HostCheck extends Handler.Wrapper {
    private final Predicate<String> hosts;

    /** @param hosts tells whether the server accepts a host; an IPv6 address is in brackets */
    public HostCheck(Predicate<String> hosts, Handler next) {
        super(next);
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String host = request.getHttpURI().getHost();
        boolean named = host != null && !host.isEmpty();
        boolean allowed = named ? hosts.test(host) : !request.getHeaders().contains(HttpHeader.HOST);
        if (!allowed) {
            Response.writeError(request, response, callback, HttpStatus.MISDIRECTED_REQUEST_421);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
