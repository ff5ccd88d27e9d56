package io.contentjobs.http.management;

import io.contentjobs.http.connection.Connectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Separates requests of clients and management requests: each kind is answered only on its own port. */
public final class ManagementPort extends Handler.Wrapper {
    public ManagementPort(Handler resources) {
        super(resources);
    }

    /** Tells whether the request is for health or metrics. */
    private static boolean isManagement(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null && (path.startsWith("/health/") || path.equals("/metrics"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean here = Connectors.MANAGEMENT.equals(
                request.getConnectionMetaData().getConnector().getName());
        if (here != isManagement(request)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
