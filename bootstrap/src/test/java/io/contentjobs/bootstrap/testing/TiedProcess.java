package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An installed program that listens on a free port of the loopback interface and ends with this JVM. */
public final class TiedProcess implements AutoCloseable {
    private static final int PORTS_TO_TRY = 10;
    private static final String OUTPUT = "output";

    /** The shell becomes the program. A second shell stops the program when the pipe from this JVM ends. */
    private static final String LIFELINE = """
            PATH=$PATH:/usr/sbin:/usr/local/sbin
            exec 3<&0 </dev/null
            { trap '' HUP INT TERM; while read -r _ <&3; do :; done; kill -TERM $$ 2>/dev/null; } &
            exec "$@" 3<&-
            """;

    private final Process process;
    private final int port;

    private TiedProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns the command that starts the program on a port. */
    public interface Command {
        List<String> on(int port) throws IOException;
    }

    /** Starts the program in {@code home}, with its output, and waits until it accepts connections. */
    public static TiedProcess start(Path home, Command command) throws Exception {
        for (int i = 0; i < PORTS_TO_TRY; i++) {
            int port = freePort();
            List<String> words = new ArrayList<>(List.of("sh", "-c", LIFELINE, "lifeline"));
            words.addAll(command.on(port));
            TiedProcess started = new TiedProcess(
                    new ProcessBuilder(words)
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(home.resolve(OUTPUT).toFile())
                            .start(),
                    port);
            Await.within(
                    Duration.ofSeconds(30), words.get(4), () -> !started.process.isAlive() || Client.accepts(port));
            if (started.process.isAlive()) {
                return started;
            }
            started.close();
        }
        throw new IOException("Does not start: " + Files.readString(home.resolve(OUTPUT)));
    }

    public int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops it, and waits for its end. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("Still runs: " + process.pid());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
