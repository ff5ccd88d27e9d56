package io.contentjobs.redis.testing;

import io.contentjobs.redis.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that is bound and does not listen: it refuses connections, and no other process gets it. The port is one of {@link FreePort}: the system then gives it to no outgoing connection.
 */
public final class ClosedPort implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private final Socket socket = new Socket();
    private final int port;

    public ClosedPort() throws IOException {
        port = bind();
    }

    private int bind() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int free = FreePort.find();
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), free));
                return free;
            } catch (BindException takenMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw takenMeanwhile;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    /** Frees the port for a server that starts now, and returns it. */
    public int release() {
        close();
        return port;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
