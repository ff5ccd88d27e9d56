package io.contentjobs.redis;

import io.contentjobs.redis.process.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Redis of our own: a real server as a child process, on a free port of the loopback interface, with nothing on disk
 * but a temporary directory. It never outlives this JVM, whatever ends that.
 *
 * <p>The server is the one that the library embedded-redis brings for Linux and macOS, else the {@code redis-server} on
 * the PATH. Thread-safe.
 */
public final class RedisProcess implements AutoCloseable {
    private final RedisServer server;

    private RedisProcess(RedisServer server) {
        this.server = server;
    }

    /**
     * Starts a server on a free port; it answers when this returns.
     *
     * @param extraArguments for redis-server, e.g. {@code "--maxmemory", "2mb"}; a configuration file comes first. Port,
     *     directory, log file and a log level of at least {@code notice} must stay as they are
     * @throws IOException if no server runs on this platform, or it refuses its arguments; the message says which
     */
    public static RedisProcess start(String... extraArguments) throws IOException {
        return new RedisProcess(RedisServer.start(extraArguments));
    }

    /**
     * Starts a server for a demo on a free port, as {@link #start} does. It asks for a password, bounds its memory, and
     * allows nothing but what a demo needs: no configuration, no scripts of others, no replication.
     *
     * @throws IOException as {@link #start}
     */
    public static RedisProcess startForDemo() throws IOException {
        return new RedisProcess(RedisServer.startForDemo());
    }

    /**
     * Starts a server on a given port (1 to 65535), as {@link #start} does, e.g. in place of one that was killed.
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

    /** Returns the process id of the server itself. */
    public long pid() {
        return server.pid();
    }

    /**
     * Returns the server's URL. For a demo it has the user that the service and its worker need. It has no password that was
     * given as an argument.
     */
    public RedisUrl url() {
        return RedisUrl.parse(server.url());
    }

    /**
     * Returns the file with the password of the user {@code default}, who may read and write jobs; nothing if the server is
     * not for a demo. Only the user of this process can read it. It is deleted when the server ends.
     */
    public Optional<Path> passwordFile() {
        return server.passwordFile();
    }

    /** Kills the server; its process has ended when this returns. */
    @Override
    public void close() {
        server.close();
    }
}
