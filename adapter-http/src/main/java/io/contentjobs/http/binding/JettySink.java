package io.contentjobs.http.binding;

import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/** The response of a Jetty handler. It does not block. */
final class JettySink implements StatusSink {
    private final Response response;
    private final Callback callback;
    private volatile boolean streaming;
    private volatile @Nullable Throwable broken;

    JettySink(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    @Override
    public void send(StatusReply reply) {
        JettyReplies.send(reply, response, callback);
    }

    @Override
    public CompletionStage<?> begin(StatusReply reply) {
        streaming = true;
        JettyReplies.putHead(reply, response, response.getHeaders());
        return write(reply.body());
    }

    @Override
    public CompletionStage<?> write(byte[] bytes) {
        var written = new Callback.Completable(InvocationType.NON_BLOCKING);
        response.write(false, ByteBuffer.wrap(bytes), written);
        return written.whenComplete((done, failure) -> broken = failure);
    }

    /** Ends a stream, or a request that has failed. */
    void end(@Nullable Throwable failure) {
        Throwable cause = failure == null ? broken : failure;
        if (cause != null) {
            callback.failed(cause);
        } else if (streaming) {
            callback.succeeded();
        }
    }
}
