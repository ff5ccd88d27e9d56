package io.contentjobs.bootstrap.gateway;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of the requests of a load.
 *
 * <p>A request is lost if there is no answer to it, or a part of one, or an error. A stream that ends before its job is
 * not, if its client, coming back with what it has, is told the rest; it counts as resumed, and, where its end was none
 * in good order, as cut.
 */
final class GatewayTally {
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong jobs = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    void answered() {
        answers.incrementAndGet();
    }

    void jobEnded() {
        jobs.incrementAndGet();
    }

    void streamResumed() {
        resumed.incrementAndGet();
    }

    void streamCut() {
        cut.incrementAndGet();
    }

    /** Notes a 502 or 503. */
    void refused(String answer) {
        refused.add(answer);
    }

    void lost(String what) {
        lost.add(what);
    }

    /** Returns how many requests were answered as their job is. */
    long answers() {
        return answers.get();
    }

    long resumed() {
        return resumed.get();
    }

    long cut() {
        return cut.get();
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    List<String> lost() {
        return List.copyOf(lost);
    }

    @Override
    public String toString() {
        return answers + " answers of " + jobs + " jobs followed to the end, " + refused.size() + " of 502 or 503, "
                + lost.size() + " lost; streams resumed " + resumed + ", of these cut " + cut;
    }
}
