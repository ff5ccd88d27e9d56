package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.util.SafeEncoder;

/** A server of a topology, and its TLS proxy if the topology uses TLS. */
public final class Node implements AutoCloseable {
    private static final Pattern CLIENT = Pattern.compile("addr=127\\.0\\.0\\.1:(\\d+) .*name=content-jobs ");
    private static final JedisClientConfig PLAIN = DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .socketTimeoutMillis(5_000)
            .build();

    private final RedisProcess process;
    private final @Nullable RedisProxy door;

    public Node(RedisProcess process, @Nullable RedisProxy door) {
        this.process = process;
        this.door = door;
    }

    /** Starts a server that is neither a replica nor part of a Cluster. */
    public static Node start(String... arguments) throws IOException {
        return new Node(RedisProcess.start(arguments), null);
    }

    /** Lets the server listen on that address alone. {@link #ask} does not reach it any more. */
    public void bindTo(String address) {
        ask("CONFIG", "SET", "bind", address);
    }

    /** Returns the port for clients and other servers. */
    public int port() {
        return door == null ? process.port() : door.port();
    }

    /** Returns the port on which the server listens. */
    int ownPort() {
        return process.port();
    }

    /** Makes it a Cluster of one node, which serves when this returns. */
    public void ownAllSlots() {
        ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        Await.until("a node that serves", () -> ask("CLUSTER", "INFO").contains("cluster_state:ok"));
    }

    /** Sends a signal, e.g. KILL or STOP; it is sent when this returns. */
    public void signal(String name) throws IOException, InterruptedException {
        Signals.send(name, process.pid());
    }

    /** Sends a command, and returns its reply as text: a list in brackets, its elements separated by commas. */
    public String ask(String... command) {
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", process.port()), PLAIN)) {
            CommandArguments arguments = new CommandArguments(() -> SafeEncoder.encode(command[0]));
            for (int i = 1; i < command.length; i++) {
                arguments.add(command[i]);
            }
            return text(connection.executeCommand(arguments));
        }
    }

    /** Returns a number from a reply like that of {@code INFO}; -1 if it is absent. */
    long number(String name, String... command) {
        return ask(command)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    /** Returns whether so many replicas have all data of this master. */
    boolean isReplicated(int replicas) {
        long offset = number("master_repl_offset", "INFO", "replication");
        return ask("INFO", "replication")
                        .lines()
                        .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                        .filter(line -> Long.parseLong(line.replaceAll(".*,offset=(\\d+),.*", "$1")) >= offset)
                        .count()
                == replicas;
    }

    /** Returns whether so many replicas follow this master, even if they lag behind. */
    boolean isFollowed(int replicas) {
        return ask("INFO", "replication")
                        .lines()
                        .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                        .count()
                == replicas;
    }

    public int plainClients() {
        return (int) CLIENT.matcher(ask("CLIENT", "LIST"))
                .results()
                .filter(client -> door == null || !door.isTls(Integer.parseInt(client.group(1))))
                .count();
    }

    @Override
    public void close() {
        process.close();
        if (door != null) {
            door.close();
        }
    }

    private static String text(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return reply instanceof List<?> list
                ? list.stream().map(Node::text).toList().toString()
                : String.valueOf(reply);
    }
}
