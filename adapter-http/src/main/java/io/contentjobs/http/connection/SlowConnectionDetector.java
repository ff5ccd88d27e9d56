package io.contentjobs.http.connection;

import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.internal.HttpConnection;

/** Checks at intervals whether one connection makes progress. Not thread-safe. */
public final class SlowConnectionDetector {
    private enum Phase {
        /** The server reads the headers of a request, or waits for the first request. */
        HEAD,
        /** The server waits for the next request. */
        PAUSE,
        /** The server answers a request, and does not wait for the client. */
        WORK,
        /** The server writes a response, and the client does not read. */
        ANSWER
    }

    private final HttpConnection connection;
    private Phase phase = Phase.HEAD;
    private long requests;
    private long taken;
    private long since = System.nanoTime();

    public SlowConnectionDetector(HttpConnection connection) {
        this.connection = connection;
    }

    /**
     * Closes the connection if its phase lasts for too long. While the server has no free thread, it closes only
     * connections whose client does not read: other requests may have arrived and wait for a thread.
     */
    public void check(ConnectionLimits limits) {
        Phase current = phase();
        boolean excused = current != Phase.ANSWER
                && connection.getServer().getThreadPool().isLowOnThreads();
        long received = connection.getMessagesIn();
        long takenNow = MeasuredEndPoint.taken(connection.getEndPoint());
        boolean reads = current == Phase.ANSWER && takenNow - taken >= limits.answerBytes();
        long now = System.nanoTime();
        if (excused || reads || current != phase || received != requests) {
            phase = current;
            requests = received;
            taken = takenNow;
            since = now;
        } else if (isOver(now - since, limits)) {
            // Javalin does not log this exception as an error.
            connection.getEndPoint().close(new EofException("The client is too slow"));
        }
    }

    private Phase phase() {
        HttpParser parser = connection.getParser();
        if (parser.inHeaderState()) {
            return parser.isStart() && connection.getMessagesIn() > 0 ? Phase.PAUSE : Phase.HEAD;
        }
        EndPoint endPoint = connection.getEndPoint();
        boolean writing = endPoint instanceof AbstractEndPoint written
                && written.getWriteFlusher().isPending();
        return writing ? Phase.ANSWER : Phase.WORK;
    }

    private boolean isOver(long nanos, ConnectionLimits limits) {
        return switch (phase) {
            case HEAD -> nanos > limits.head().toNanos();
            case PAUSE -> nanos > limits.idle().toNanos();
            case WORK -> false;
            case ANSWER -> nanos > limits.answer().toNanos();
        };
    }
}
