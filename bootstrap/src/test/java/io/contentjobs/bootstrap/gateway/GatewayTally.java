package io.contentjobs.bootstrap.gateway;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The outcomes of the requests of a load.
 *
 * <p>A request is lost if its answer is missing, cut or wrong. A stream that ends before its job is not lost if its client
 * receives the rest later: it counts as resumed, and also as cut if its end was not in good order.
 */
final class GatewayTally {
    final AtomicLong answers = new AtomicLong();
    final AtomicLong resumed = new AtomicLong();
    final AtomicLong cut = new AtomicLong();
    final Queue<String> refused = new ConcurrentLinkedQueue<>();
    final Queue<String> lost = new ConcurrentLinkedQueue<>();

    /** Counts an answer other than 200; the gateway may answer 502 or 503 for a moment. */
    void failed(int status, String body) {
        (List.of(502, 503).contains(status) ? refused : lost).add(status + " " + body);
    }

    @Override
    public String toString() {
        return answers + " answers, refused " + refused + ", lost " + lost + ", resumed " + resumed + ", cut " + cut;
    }
}
