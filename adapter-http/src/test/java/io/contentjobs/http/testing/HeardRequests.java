package io.contentjobs.http.testing;

import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.contentjobs.http.HttpListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what it is told. */
public final class HeardRequests implements HttpListener {
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile long leastNanos = Long.MAX_VALUE;

    @Override
    public void answered(String route, String method, int status, long nanos) {
        hear("answered " + method + " " + route + " " + status, nanos);
    }

    @Override
    public void held(DeliveryMode manner, int status, long nanos) {
        hear("held " + manner + " " + status, nanos);
    }

    @Override
    public void told(AnswerOutcome outcome, DeliveryMode manner) {
        heard.add("told " + outcome + " " + manner);
    }

    /** Waits for as many as that, and returns all there is by then. */
    public List<String> await(int count) {
        Await.until(() -> heard.size() >= count);
        return List.copyOf(heard);
    }

    /** Returns the shortest time that it was told of. */
    public long leastNanos() {
        return leastNanos;
    }

    private synchronized void hear(String what, long nanos) {
        leastNanos = Math.min(leastNanos, nanos);
        heard.add(what);
    }
}
