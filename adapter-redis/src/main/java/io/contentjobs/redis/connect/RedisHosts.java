package io.contentjobs.redis.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is, for messages, and what it says to a client that only connects. Redis tells the reason why it ends a
 * connection before it reads from it; a client that has written in the meantime often sees "Broken pipe" in its place.
 *
 * @param hosts the hosts of the URL; none where the client is the caller's
 * @param tls whether Redis speaks TLS
 * @param timeoutMillis the longest that a host is listened to
 */
public record RedisHosts(List<HostAndPort> hosts, boolean tls, int timeoutMillis) {
    static final RedisHosts UNKNOWN = new RedisHosts(List.of(), false, 0);

    private static final int MAX_WAIT_MILLIS = 2_000;
    private static final int MAX_LINE = 200;

    public static RedisHosts of(List<HostAndPort> hosts, boolean tls, Duration timeout) {
        return new RedisHosts(hosts, tls, (int) Math.max(1, Math.min(timeout.toMillis(), MAX_WAIT_MILLIS)));
    }

    boolean isEmpty() {
        return hosts.isEmpty();
    }

    /** Returns the hosts and ports, separated by commas; {@code Redis} where they are unknown. */
    @Override
    public String toString() {
        return hosts.isEmpty()
                ? "Redis"
                : hosts.stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
    }

    /** Connects to one host after the other. Returns the first greeting, or the first failure; blocks meanwhile. */
    Optional<String> reason() {
        return hosts.stream().map(this::reason).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> reason(HostAndPort host) {
        try (Socket socket = connect(host)) {
            String line = line(socket.getInputStream());
            return line.isEmpty() ? Optional.empty() : Optional.of(host + " says " + line);
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        } catch (IOException failure) {
            return RootCause.isHangUp(failure) ? Optional.empty() : Optional.of(RootCause.of(failure, host.toString()));
        }
    }

    private Socket connect(HostAndPort host) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host.getHost()), host.getPort()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return tls ? secured(socket, host) : socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static Socket secured(Socket socket, HostAndPort host) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host.getHost(), host.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Returns the first line without its end; as much as has come of it where it is long. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; c = in.read()) {
            line.append(c < ' ' || c > '~' ? "" : String.valueOf((char) c));
        }
        return line.toString().strip();
    }
}
