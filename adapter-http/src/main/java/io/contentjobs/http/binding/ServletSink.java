package io.contentjobs.http.binding;

import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import io.contentjobs.http.status.StatusSink;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * The response of a Javalin route. Status, headers and pieces of streams go to Jetty's response under the servlet's, a whole
 * body through the servlet's output, whose length Jetty checks.
 */
final class ServletSink implements StatusSink {
    private final Context ctx;
    private final ServletContextResponse response;

    ServletSink(Context ctx, ServletContextResponse response) {
        this.ctx = ctx;
        this.response = response;
    }

    @Override
    public void send(StatusReply reply) {
        putHead(reply);
        if (!StatusRequest.isRead(ctx.req().getMethod())) {
            // Not at once: Jetty reads the request's body before it answers, and a CORS plugin may answer a preflight
            // instead.
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
            ctx.result(reply.body());
        } else if (reply.body().length > 0 && !StatusRequest.isHead(ctx.req().getMethod())) {
            try {
                ctx.res().getOutputStream().write(reply.body());
            } catch (IOException gone) {
                abort(gone);
            }
        }
    }

    @Override
    public void begin(StatusReply reply) throws IOException, InterruptedException {
        putHead(reply);
        write(reply.body());
    }

    /**
     * Waits without a limit of its own: The server's detector of slow connections, or where there is none Jetty's idle timeout, ends the
     * connection of a client that hardly reads.
     */
    @Override
    public void write(byte[] bytes) throws IOException, InterruptedException {
        var written = new Callback.Completable(InvocationType.NON_BLOCKING);
        response.getResponse().write(false, ByteBuffer.wrap(bytes), written);
        try {
            written.get();
        } catch (ExecutionException broken) {
            throw abort(new EofException(broken.getCause()));
        }
    }

    private void putHead(StatusReply reply) {
        if (reply.status() == HttpStatus.NOT_MODIFIED_304 || reply.status() == HttpStatus.NO_CONTENT_204) {
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE); // which Javalin has set
        }
        JettyReplies.putHead(reply, response);
    }

    /** Closes the connection: what Javalin and Jetty write after this fails, and they do not log it. */
    private IOException abort(IOException failure) {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
        return failure;
    }
}
