package io.contentjobs.http.connection;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The connectors of the server: the main port and, if set, the management port. */
public final class Connectors implements Consumer<JavalinConfig> {
    /** The name of the management port's connector. */
    public static final String MANAGEMENT = "management";

    /** How many connections may wait to be accepted; the system may allow fewer. */
    private static final int ACCEPT_QUEUE = 1024;

    /**
     * How many bytes of a response the system buffers for a client. By default it may buffer megabytes, of a script of
     * the documentation or of many pipelined responses. The server would then not notice for minutes whether a slow
     * client reads.
     */
    private static final int SEND_BUFFER = 32 * 1_024;

    private static final int ACCEPTORS = 1;

    /** Jetty then chooses by the number of processors: one for up to three, at most four. */
    private static final int DEFAULT_SELECTORS = -1;

    private final String host;
    private final int port;
    private final OptionalInt managementPort;
    private final ConnectionLimits limits;
    private final Connections connections;
    private final List<ServerConnector> opened = new ArrayList<>();

    /**
     * Opens connectors when Javalin starts.
     *
     * @param host the host of both ports
     * @param managementPort empty for no management port
     * @param limits the limits of the main port
     */
    public Connectors(String host, int port, OptionalInt managementPort, ConnectionLimits limits) {
        this.host = host;
        this.port = port;
        this.managementPort = managementPort;
        this.limits = limits;
        this.connections = new Connections(limits);
    }

    @Override
    public void accept(JavalinConfig config) {
        config.jetty.addConnector((server, http) -> open(server, http, port, connections));
        managementPort.ifPresent(other -> config.jetty.addConnector((server, http) -> {
            // The management port has its own limit, so that probes work even if clients use all connections.
            Connections management = new Connections(ConnectionLimits.ofManagement(limits.idle()));
            ServerConnector connector = open(server, http, other, management);
            connector.setName(MANAGEMENT);
            return connector;
        }));
    }

    /** Returns the connections of the main port. */
    public Connections connections() {
        return connections;
    }

    /** Returns the management port, if there is one. */
    public OptionalInt managementPort() {
        return opened.stream()
                .filter(connector -> MANAGEMENT.equals(connector.getName()))
                .mapToInt(ServerConnector::getLocalPort)
                .findFirst();
    }

    /** Opens the port before the server starts, so that a port in use is detected first. */
    private ServerConnector open(Server server, HttpConfiguration http, int port, Connections counted) {
        ServerConnector connector = new MeasuredConnector(server, new SequentialHttpConnection.Factory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.addEventListener(counted);
        server.addBean(counted);
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException failure) {
            opened.forEach(ServerConnector::close);
            String message = "Cannot listen on " + host + ":" + port + ": " + reason(failure);
            throw new UncheckedIOException(message, new IOException(failure));
        }
        opened.add(connector);
        return connector;
    }

    /** Returns the root cause, because Jetty's message does not contain it. */
    private String reason(Exception failure) {
        if (new InetSocketAddress(host, 0).isUnresolved()) {
            return "unknown host " + host;
        }
        Throwable bottom = failure;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        String message = String.valueOf(bottom.getMessage());
        if (message.contains("Address already in use")) {
            return "the port is in use";
        }
        if (message.contains("assign requested address")) {
            return "this machine has no such address";
        }
        if (message.contains("Permission denied")) {
            return "this user may not listen on a port below 1024";
        }
        return message;
    }

    /** A connector whose connections count the written bytes. */
    private static final class MeasuredConnector extends ServerConnector {
        MeasuredConnector(Server server, SequentialHttpConnection.Factory connections) {
            super(server, ACCEPTORS, DEFAULT_SELECTORS, connections);
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            return new MeasuredEndPoint(channel, selector, key, getScheduler(), Duration.ofMillis(getIdleTimeout()));
        }
    }
}
