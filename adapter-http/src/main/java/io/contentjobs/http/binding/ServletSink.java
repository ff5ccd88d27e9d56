package io.contentjobs.http.binding;

import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import io.contentjobs.http.status.StatusSink;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** The response of a Javalin route. Writes headers and body to Jetty's response below the servlet's. */
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
            // Not sent yet: Jetty first reads the request's body, and a CORS plugin may answer a preflight instead.
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
            ctx.result(reply.body());
            return;
        }
        var unused = write(true, reply.body()); // Jetty omits the body for a HEAD
    }

    @Override
    public CompletionStage<?> begin(StatusReply reply) {
        putHead(reply);
        return write(reply.body());
    }

    @Override
    public CompletionStage<?> write(byte[] bytes) {
        return write(false, bytes);
    }

    /**
     * Blocks without its own timeout: if the client hardly reads, the server's detector of slow connections, or else
     * Jetty's idle timeout, closes the connection.
     */
    private CompletionStage<?> write(boolean isLast, byte[] bytes) {
        var written = new Callback.Completable(InvocationType.NON_BLOCKING);
        response.getWrapped().write(isLast, ByteBuffer.wrap(bytes), written);
        try {
            written.get();
            return written;
        } catch (ExecutionException broken) {
            abort();
            return written;
        } catch (InterruptedException stopping) {
            abort();
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(stopping);
        }
    }

    /** Ends the response. Otherwise it would also contain what other handlers of the application write. */
    void end() {
        try {
            response.closeOutput();
        } catch (IOException gone) {
            // The connection has been closed.
        }
    }

    private void putHead(StatusReply reply) {
        if (reply.status() == HttpStatus.NOT_MODIFIED_304 || reply.status() == HttpStatus.NO_CONTENT_204) {
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE); // set by Javalin
        }
        JettyReplies.putHead(reply, response, response.getWrapped().getHeaders());
    }

    /** Closes the connection. Later writes of Javalin and Jetty fail without a log line. */
    void abort() {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
