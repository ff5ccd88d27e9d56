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

/** The ports that the server listens on: one, or another one for management requests. */
public final class Connectors implements Consumer<JavalinConfig> {
    /** The name of the management port's connector. */
    public static final String MANAGEMENT = "management";

    /** How many connections of a burst wait to be accepted; the system may allow fewer. */
    private static final int ACCEPT_QUEUE = 1024;

    /**
     * What the system takes of answers that the client does not read yet. A client that asks for the documentation's
     * scripts, or for many answers at once, could make the system keep megabytes by its own choice; and a client that reads
     * those slowly would seem to read nothing for minutes.
     */
    private static final int SEND_BUFFER = 32 * 1_024;

    private static final int ACCEPTORS = 1;

    /** Jetty's own choice by the number of processors: one up to three of them, four at most. */
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
     * @param host where both listen
     * @param managementPort empty if there is no management port
     * @param limits of the connections of clients
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
            // Counted apart: too many clients do not keep probes out.
            Connections management = new Connections(ConnectionLimits.ofManagement(limits.idle()));
            ServerConnector connector = open(server, http, other, management);
            connector.setName(MANAGEMENT);
            return connector;
        }));
    }

    /** Returns the connections of clients. */
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

    /** Listens at once: a port that is in use is known before anything is started. */
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

    /** Jetty says little more than that it failed; the reason is at the bottom. */
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

    /** Makes connections that count what their clients take. */
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
