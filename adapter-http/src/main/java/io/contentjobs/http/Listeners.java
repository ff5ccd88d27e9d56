package io.contentjobs.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What the server listens on: one port, or one more for supervisors. */
final class Listeners implements Consumer<JavalinConfig> {
    /** Clients that connect in one burst wait here until they are accepted; the system may allow fewer. */
    private static final int ACCEPT_QUEUE = 1024;

    private static final int ACCEPTORS = 1;

    /** Jetty's own choice by the number of processors: one up to three of them, four at most. */
    private static final int DEFAULT_SELECTORS = -1;

    private final HttpOptions options;
    private final Duration idle;
    private final Connections connections;
    private final List<ServerConnector> opened = new ArrayList<>();

    /**
     * @param idle how long a connection may be silent
     * @param connections is told of those of clients
     */
    Listeners(HttpOptions options, Duration idle, Connections connections) {
        this.options = options;
        this.idle = idle;
        this.connections = connections;
    }

    @Override
    public void accept(JavalinConfig config) {
        config.jetty.addConnector((server, http) -> open(server, http, options.port(), connections));
        options.access()
                .managementPort()
                .ifPresent(port -> config.jetty.addConnector((server, http) -> {
                    // Of their own, too: clients that are too many do not keep supervisors out.
                    Connections supervisors = new Connections(ConnectionLimits.ofSupervisors(), idle);
                    server.addBean(supervisors);
                    ServerConnector connector = open(server, http, port, supervisors);
                    connector.setName(ManagementPort.NAME);
                    return connector;
                }));
    }

    /** Returns the port of supervisors, where it is one of its own. */
    OptionalInt managementPort() {
        return opened.stream()
                .filter(connector -> ManagementPort.NAME.equals(connector.getName()))
                .mapToInt(ServerConnector::getLocalPort)
                .findFirst();
    }

    /** Listens at once: what cannot be listened on is known before anything is started. */
    private ServerConnector open(Server server, HttpConfiguration http, int port, Connections counted) {
        ServerConnector connector =
                new ServerConnector(server, ACCEPTORS, DEFAULT_SELECTORS, new SequentialHttpConnection.Factory(http));
        connector.setHost(options.host());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(idle.toMillis());
        connector.addEventListener(counted);
        try {
            connector.open();
        } catch (IOException failure) {
            opened.forEach(ServerConnector::close);
            throw new UncheckedIOException("Cannot listen on " + options.host() + ":" + port, failure);
        }
        opened.add(connector);
        return connector;
    }
}
