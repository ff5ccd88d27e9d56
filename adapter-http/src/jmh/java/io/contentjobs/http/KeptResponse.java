package io.contentjobs.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A response without a connection, which stores headers and body in Jetty's own types. */
final class KeptResponse implements Response {
    private final HttpFields.Mutable headers = HttpFields.build();
    private int status;
    private @Nullable ByteBuffer body;

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public HttpFields.Mutable getHeaders() {
        return headers;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        body = content;
        callback.succeeded();
    }

    @Override
    public boolean isCommitted() {
        return body != null;
    }

    @Override
    public boolean hasLastWrite() {
        return body != null;
    }

    @Override
    public boolean isCompletedSuccessfully() {
        return body != null;
    }

    @Override
    public void reset() {
        headers.clear();
        status = 0;
        body = null;
    }

    @Override
    public Request getRequest() {
        throw new UnsupportedOperationException("No request has led to this response");
    }

    @Override
    public @Nullable Supplier<HttpFields> getTrailersSupplier() {
        return null;
    }

    @Override
    public void setTrailersSupplier(Supplier<HttpFields> trailers) {
        throw new UnsupportedOperationException("Trailers are not kept");
    }

    @Override
    public CompletableFuture<Void> writeInterim(int interimStatus, HttpFields fields) {
        throw new UnsupportedOperationException(HttpStatus.getMessage(interimStatus) + " is not kept");
    }
}
