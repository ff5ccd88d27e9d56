package io.contentjobs.http.testing;

import io.contentjobs.application.testing.Await;
import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.contentjobs.http.HttpListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records the calls that a listener receives. */
public final class RecordingListener implements HttpListener {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile long minNanos = Long.MAX_VALUE;

    @Override
    public void answered(String route, String method, int status, long nanos) {
        record("answered " + method + " " + route + " " + status, nanos);
    }

    @Override
    public void held(DeliveryMode mode, int status, long nanos) {
        record("held " + mode + " " + status, nanos);
    }

    @Override
    public void told(AnswerOutcome outcome, DeliveryMode mode) {
        calls.add("told " + outcome + " " + mode);
    }

    /** Waits for this number of calls, and returns all. */
    public List<String> await(int count) {
        Await.until(() -> calls.size() >= count);
        return List.copyOf(calls);
    }

    /** Returns the shortest recorded time. */
    public long minNanos() {
        return minNanos;
    }

    private synchronized void record(String call, long nanos) {
        minNanos = Math.min(minNanos, nanos);
        calls.add(call);
    }
}
