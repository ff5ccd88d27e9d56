package io.contentjobs.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps apart what clients ask and what supervisors ask: each finds nothing on the other's port. */
final class ManagementPort extends Handler.Wrapper {
    /** Of the connector. */
    static final String NAME = "management";

    ManagementPort(Handler resources) {
        super(resources);
    }

    /** Tells whether that is what supervisors ask. */
    static boolean isSupervision(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null && (path.startsWith("/health/") || path.equals("/metrics"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean here =
                NAME.equals(request.getConnectionMetaData().getConnector().getName());
        if (here != isSupervision(request)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
