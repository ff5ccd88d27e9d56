package io.contentjobs.redis.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers of our own, from a range that no system gives to outgoing connections: a client that tries to reach
 * a server that is down could otherwise be given the server's own port, and would then talk to itself.
 */
public final class FreePort {
    private static final int FIRST = 10_000;

    /** A Cluster node also listens 10,000 above. */
    private static final int LAST = 22_000;

    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** Returns a port on which nobody listened a moment ago. */
    public static int find() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("No free port from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
