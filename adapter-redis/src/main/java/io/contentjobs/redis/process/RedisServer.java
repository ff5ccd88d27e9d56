package io.contentjobs.redis.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server that runs as a child process on a free port of the loopback interface. It is killed when the pipe from this
 * JVM breaks. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final int PORTS_TO_TRY = 10;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final int port;
    private final Path directory;
    private final @Nullable DemoUsers users;

    RedisServer(Process process, int port, Path directory, @Nullable DemoUsers users) {
        this.process = process;
        this.port = port;
        this.directory = directory;
        this.users = users;
    }

    /** Starts a server on a free port. The server answers when this method returns. */
    public static RedisServer start(String... extraArguments) throws IOException {
        return start((DemoUsers) null, extraArguments);
    }

    /** Starts a server on a free port that requires a password and allows only the commands of a demo. */
    public static RedisServer startForDemo() throws IOException {
        return start(DemoUsers.random());
    }

    private static RedisServer start(@Nullable DemoUsers users, String... extraArguments) throws IOException {
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            Optional<RedisServer> started = RedisLauncher.launch(FreePort.find(), users, extraArguments);
            if (started.isPresent()) {
                return started.get();
            }
        }
        throw new IOException(
                "No Redis started: another server took each of the " + PORTS_TO_TRY + " free ports that were tried");
    }

    /** Starts a server on a given port. */
    public static RedisServer startOn(int port, String... extraArguments) throws IOException {
        return RedisLauncher.launch(port, null, extraArguments)
                .orElseThrow(() -> new IOException("Port " + port + " is in use"));
    }

    /** Returns the port on which the server listens. */
    public int port() {
        return port;
    }

    /** Returns the process id of redis-server. */
    public long pid() {
        return process.pid();
    }

    /** Returns the server's URL, for a demo with the user and the password of the service. */
    public String url() {
        String user = users == null ? "" : DemoUsers.SERVER + ":" + users.serverPassword() + "@";
        return "redis://" + user + "127.0.0.1:" + port;
    }

    /** Returns the file with the password of the user {@code default}; empty if the server is not for a demo. */
    public Optional<Path> passwordFile() {
        return users == null ? Optional.empty() : Optional.of(DemoUsers.passwordFile(directory));
    }

    /** Kills the server. Its process has ended when this method returns. */
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
