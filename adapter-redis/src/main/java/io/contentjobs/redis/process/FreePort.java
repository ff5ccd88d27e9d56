package io.contentjobs.redis.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for the servers that this project starts. They are outside the range from which systems choose the ports of outgoing
 * connections. From within that range, a client that connects to a stopped server could get the server's port as its own, and
 * would be connected to itself.
 */
public final class FreePort {
    private static final int FIRST = 10_000;

    /** A Cluster node also listens 10,000 above. */
    private static final int LAST = 22_000;

    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** Returns a port on which no server listened when this method tried it. */
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
