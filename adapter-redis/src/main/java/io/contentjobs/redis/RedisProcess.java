package io.contentjobs.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private final Path directory;
    private final @Nullable DemoUsers users;

    RedisProcess(Process process, int port, Path directory, @Nullable DemoUsers users) {
        this.process = process;
        this.port = port;
        this.directory = directory;
        this.users = users;
    }

    /**
     * Starts a server on a free port; it answers when this returns.
     *
     * @param extraArguments for redis-server, e.g. {@code "--maxmemory", "2mb"}; a configuration file comes first. Port,
     *     directory, log file and a log level of at least {@code notice} must stay as they are
     * @throws IOException if no server runs on this platform, or it refuses its arguments; the message says which
     */
    public static RedisProcess start(String... extraArguments) throws IOException {
        return start((DemoUsers) null, extraArguments);
    }

    /**
     * Starts a server for a demo on a free port, as {@link #start} does. It asks for a password, bounds its memory, and
     * allows nothing but what a demo needs: no configuration, no scripts of others, no replication.
     *
     * @throws IOException as {@link #start}
     */
    public static RedisProcess startForDemo() throws IOException {
        return start(DemoUsers.random());
    }

    private static RedisProcess start(@Nullable DemoUsers users, String... extraArguments) throws IOException {
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            Optional<RedisProcess> started = RedisLauncher.launch(FreePort.find(), users, extraArguments);
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
        return RedisLauncher.launch(port, null, extraArguments)
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

    /**
     * Returns where it is and, for a demo, the user that may do what the server and its worker do. A password given as an
     * argument is not part of it.
     */
    public RedisUrl url() {
        String user = users == null ? "" : DemoUsers.SERVER + ":" + users.serverPassword() + "@";
        return RedisUrl.parse("redis://" + user + "127.0.0.1:" + port);
    }

    /**
     * Returns the file with the password of the user {@code default}, who may read and write jobs; nothing if it is not for a
     * demo. The user of this process alone can read it. It is gone when Redis is.
     */
    public Optional<Path> passwordFile() {
        return users == null ? Optional.empty() : Optional.of(DemoUsers.passwordFile(directory));
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
