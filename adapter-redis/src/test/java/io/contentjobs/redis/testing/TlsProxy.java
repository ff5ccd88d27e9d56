package io.contentjobs.redis.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS in front of a Redis that was built without. */
public final class TlsProxy implements AutoCloseable {
    /** The password of each store that {@link #keys} makes. */
    public static final String PASSWORD = "changeit";

    /** The first byte of a TLS connection: a handshake record (RFC 8446, 5.1). No RESP command begins with it. */
    private static final int HANDSHAKE = 0x16;

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Integer> throughTls = ConcurrentHashMap.newKeySet();
    private final SSLContext context;
    private final int target;
    private final boolean plainToo;

    private TlsProxy(Path keys, int target, boolean plainToo) throws IOException, GeneralSecurityException {
        this.context = context(keys);
        this.target = target;
        this.plainToo = plainToo;
        daemon(this::accept);
    }

    /**
     * Starts one that speaks nothing but TLS.
     *
     * @param keys a PKCS #12 store with the server's key and certificate
     * @param target a port of the loopback interface
     */
    public static TlsProxy before(int target, Path keys) throws IOException, GeneralSecurityException {
        return new TlsProxy(keys, target, false);
    }

    /** Starts one that also lets through, as they are, connections without TLS: those among the servers. */
    static TlsProxy beforeServer(int target, Path keys) throws IOException, GeneralSecurityException {
        return new TlsProxy(keys, target, true);
    }

    /** Makes a key and a certificate, signed by itself, for the given name, e.g. {@code dns:localhost}. */
    public static Path keys(Path directory, String name) throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return keys;
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Tells whether Redis's client at that port of the loopback interface is somebody who came through TLS. */
    boolean isTls(int clientPort) {
        return throughTls.contains(clientPort);
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
                daemon(() -> connect(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Where Redis is away, the client's connection ends. */
    private void connect(Socket client) {
        try (client) {
            int first = client.getInputStream().read();
            boolean tls = first == HANDSHAKE;
            if (first < 0 || !(tls || plainToo)) {
                return;
            }
            byte[] begun = {(byte) first};
            try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
                    Socket clear = tls ? secured(client, begun) : client) {
                redis.setTcpNoDelay(true);
                clear.setTcpNoDelay(true);
                if (tls) {
                    throughTls.add(redis.getLocalPort());
                } else {
                    redis.getOutputStream().write(begun);
                }
                daemon(() -> pass(redis, clear));
                pass(clear, redis);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private Socket secured(Socket client, byte[] begun) throws IOException {
        return context.getSocketFactory().createSocket(client, new ByteArrayInputStream(begun), true);
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tls-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
