package io.contentjobs.redis;

import io.contentjobs.redis.process.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A real redis-server as a child process, on a free port of the loopback interface. It stores nothing but a temporary
 * directory. It ends with this JVM, even if the JVM is killed.
 *
 * <p>The executable is that of the library embedded-redis for Linux and macOS, else {@code redis-server} on the PATH.
 * Thread-safe.
 */
public final class RedisProcess implements AutoCloseable {
    private final RedisServer server;

    private RedisProcess(RedisServer server) {
        this.server = server;
    }

    /**
     * Starts a server on a free port. The server answers when this method returns.
     *
     * @param extraArguments for redis-server, e.g. {@code "--maxmemory", "2mb"}; a configuration file comes first. They must
     *     not change port, directory and log file, and the log level must be at least {@code notice}
     * @throws IOException if no server runs on this platform, or the server refuses its arguments; the message says which
     */
    public static RedisProcess start(String... extraArguments) throws IOException {
        return new RedisProcess(RedisServer.start(extraArguments));
    }

    /**
     * Starts a server for a demo on a free port, as {@link #start} does. The server requires a password, limits its memory,
     * and allows only the commands of a demo: no configuration, no scripts of other clients, no replication.
     *
     * @throws IOException as {@link #start}
     */
    public static RedisProcess startForDemo() throws IOException {
        return new RedisProcess(RedisServer.startForDemo());
    }

    /**
     * Starts a server on a given port (1 to 65535), as {@link #start} does, e.g. to replace one that was killed.
     *
     * @throws IOException as {@link #start}, or if the port is in use
     */
    public static RedisProcess startOn(int port, String... extraArguments) throws IOException {
        return new RedisProcess(RedisServer.startOn(port, extraArguments));
    }

    /** Returns the port on which the server listens. */
    public int port() {
        return server.port();
    }

    /** Returns the process id of redis-server. */
    public long pid() {
        return server.pid();
    }

    /**
     * Returns the server's URL. For a demo it contains user and password for the service and its worker. It does not contain a
     * password of the extra arguments.
     */
    public RedisUrl url() {
        return RedisUrl.parse(server.url());
    }

    /**
     * Returns the file with the password of the user {@code default}, which may read and write jobs; empty if the server is
     * not for a demo. Only the user of this process can read the file. It is deleted when the server ends.
     */
    public Optional<Path> passwordFile() {
        return server.passwordFile();
    }

    /** Kills the server. Its process has ended when this method returns. */
    @Override
    public void close() {
        server.close();
    }
}
