package io.contentjobs.redis.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A TCP proxy in front of a Redis on the loopback interface: it can speak TLS with its clients, and lose replies. */
public final class RedisProxy implements AutoCloseable {
    /** The first byte of a TLS connection: a handshake record (RFC 8446, 5.1). No RESP command begins with it. */
    private static final int HANDSHAKE = 0x16;

    private static final int BUFFER = 65_536;

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Integer> portsOfTlsClients = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> lostReply = new AtomicReference<>();
    private final @Nullable SSLContext tls;
    private final boolean acceptsPlain;
    private volatile int target;

    private RedisProxy(int target, @Nullable SSLContext tls, boolean acceptsPlain) throws IOException {
        this.target = target;
        this.tls = tls;
        this.acceptsPlain = acceptsPlain;
        startThread(this::accept);
    }

    /** Starts a proxy that speaks no TLS. */
    public static RedisProxy plain(int target) throws IOException {
        return new RedisProxy(target, null, true);
    }

    /** Starts a proxy that accepts TLS alone. */
    public static RedisProxy tls(int target, TlsKeys keys) throws IOException {
        return new RedisProxy(target, keys.context(), false);
    }

    /** Starts a proxy that accepts TLS, and passes on connections without TLS as they are: those among the servers. */
    static RedisProxy tlsOrPlain(int target, TlsKeys keys) throws IOException {
        return new RedisProxy(target, keys.context(), true);
    }

    /** Returns the port on which the proxy listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Leads new connections to that port of the loopback interface; open connections stay. */
    public void leadTo(int port) {
        target = port;
    }

    /** Passes the next such command on, and ends the connection when its reply comes. */
    public void loseReplyTo(String nextCommand) {
        lostReply.set(nextCommand);
    }

    /** Tells whether Redis's client at that port of the loopback interface came through TLS. */
    boolean isTls(int clientPort) {
        return portsOfTlsClients.contains(clientPort);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                startThread(() -> connect(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Ends the client's connection where Redis is away. */
    private void connect(Socket client) {
        try (client) {
            byte[] begin = tls == null ? new byte[0] : client.getInputStream().readNBytes(1);
            boolean overTls = begin.length > 0 && begin[0] == HANDSHAKE;
            if (!overTls && !acceptsPlain) {
                return;
            }
            try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
                    Socket clear = overTls ? secured(client, begin) : client) {
                redis.setTcpNoDelay(true);
                clear.setTcpNoDelay(true);
                if (overTls) {
                    portsOfTlsClients.add(redis.getLocalPort());
                } else {
                    redis.getOutputStream().write(begin);
                }
                AtomicBoolean lost = new AtomicBoolean();
                startThread(() -> pass(redis, clear, reply -> !lost.get()));
                pass(clear, redis, request -> {
                    lost.compareAndSet(false, losesReplyTo(request));
                    return true;
                });
            }
        } catch (IOException ended) {
            return;
        }
    }

    private Socket secured(Socket client, byte[] begin) throws IOException {
        if (tls == null) {
            throw new IOException("a TLS connection to a proxy without TLS");
        }
        return tls.getSocketFactory().createSocket(client, new ByteArrayInputStream(begin), true);
    }

    private boolean losesReplyTo(String request) {
        String command = lostReply.get();
        return command != null && request.contains(command + "\r\n") && lostReply.compareAndSet(command, null);
    }

    /** Passes bytes on until one side ends or {@code goesOn} refuses what was read. */
    private static void pass(Socket from, Socket to, Predicate<String> goesOn) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!goesOn.test(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "redis-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
