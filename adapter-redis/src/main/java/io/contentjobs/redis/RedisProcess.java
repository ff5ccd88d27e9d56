package io.contentjobs.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Redis of our own: a real server as a child process, on a free port of the loopback interface, with nothing on disk
 * but a temporary directory. It never outlives this JVM, whatever ends that: it is killed when the pipe breaks that
 * leads from here to it.
 *
 * <p>The server is the one that the library embedded-redis brings for Linux and macOS, else the {@code redis-server} on
 * the PATH. Thread-safe.
 */
public final class RedisProcess implements AutoCloseable {
    private static final int PORTS_TO_TRY = 10;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final int port;

    RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server on a free port; it answers when this returns.
     *
     * @param extraArguments for redis-server, e.g. {@code "--maxmemory", "2mb"}; a configuration file comes first
     * @throws IOException if no server runs on this platform, or it refuses its arguments; the message says which
     */
    public static RedisProcess start(String... extraArguments) throws IOException {
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            Optional<RedisProcess> started = RedisLauncher.launch(FreePort.find(), extraArguments);
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new IOException("Each port tried for a Redis of our own was taken by somebody else");
    }

    /**
     * Starts a server on a given port (1 to 65535), as {@link #start} does, e.g. in place of one that was killed.
     *
     * @throws IOException as {@link #start}, or if the port is in use
     */
    public static RedisProcess startOn(int port, String... extraArguments) throws IOException {
        return RedisLauncher.launch(port, extraArguments)
                .orElseThrow(() -> new IOException("Port " + port + " is in use"));
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Returns the process id of Redis itself. */
    public long pid() {
        return process.pid();
    }

    /** Returns where it is; a password given as an argument is not part of it. */
    public RedisUrl url() {
        return RedisUrl.parse("redis://127.0.0.1:" + port);
    }

    /** Kills it; it is gone when this returns. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException broken) {
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
