package io.contentjobs.http.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what a client gets. Its writes are complete at once, or when a test says so. */
final class RecordingSink implements StatusSink {
    private final List<String> parts = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Void>> writes = new ArrayDeque<>();
    private boolean slow;

    /** Lets writes begin only: {@link #acceptWrite} or {@link #breakWrite} completes the oldest one. */
    RecordingSink slow() {
        slow = true;
        return this;
    }

    @Override
    public void send(StatusReply reply) {
        parts.add(reply.status() + " " + text(reply.body()));
    }

    @Override
    public CompletionStage<?> begin(StatusReply reply) {
        return record("begin " + text(reply.body()));
    }

    @Override
    public CompletionStage<?> write(byte[] bytes) {
        return record(text(bytes));
    }

    void acceptWrite() {
        writes.remove().complete(null);
    }

    void breakWrite() {
        writes.remove().completeExceptionally(new IllegalStateException("The client has disconnected"));
    }

    List<String> parts() {
        return parts;
    }

    private CompletionStage<?> record(String text) {
        CompletableFuture<Void> write = new CompletableFuture<>();
        parts.add(text);
        writes.add(write);
        if (!slow) {
            acceptWrite();
        }
        return write;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
