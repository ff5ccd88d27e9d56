package io.contentjobs.http.testing;

import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.contentjobs.http.HttpListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records what a listener is told. */
public final class HeardRequests implements HttpListener {
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile long minNanos = Long.MAX_VALUE;

    @Override
    public void answered(String route, String method, int status, long nanos) {
        hear("answered " + method + " " + route + " " + status, nanos);
    }

    @Override
    public void held(DeliveryMode mode, int status, long nanos) {
        hear("held " + mode + " " + status, nanos);
    }

    @Override
    public void told(AnswerOutcome outcome, DeliveryMode mode) {
        heard.add("told " + outcome + " " + mode);
    }

    /** Waits for this number of entries, and returns all. */
    public List<String> await(int count) {
        Await.until(() -> heard.size() >= count);
        return List.copyOf(heard);
    }

    /** Returns the shortest recorded time. */
    public long minNanos() {
        return minNanos;
    }

    private synchronized void hear(String what, long nanos) {
        minNanos = Math.min(minNanos, nanos);
        heard.add(what);
    }
}
