package io.contentjobs.redis.testing;

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

/** A server of a topology, and, where that uses TLS, the door through which clients and other servers come to it. */
public final class Node implements AutoCloseable {
    private static final Pattern CLIENT = Pattern.compile("addr=127\\.0\\.0\\.1:(\\d+) .*name=content-jobs ");
    private static final JedisClientConfig PLAIN = DefaultJedisClientConfig.builder()
            .protocol(RedisProtocol.RESP2)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .socketTimeoutMillis(5_000)
            .build();

    private final RedisProcess process;
    private final @Nullable TlsProxy door;

    public Node(RedisProcess process, @Nullable TlsProxy door) {
        this.process = process;
        this.door = door;
    }

    /** Starts a server that stands alone until it is told otherwise. */
    public static Node start(String... arguments) throws IOException {
        return new Node(RedisProcess.start(arguments), null);
    }

    /** Lets it listen on that address alone; it cannot be asked by this any more. */
    public void bindTo(String address) {
        ask("CONFIG", "SET", "bind", address);
    }

    /** Returns the port that others are told. */
    public int port() {
        return door == null ? process.port() : door.port();
    }

    /** Returns the port that it listens on itself. */
    int ownPort() {
        return process.port();
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

    /** Returns a number that the reply, one of {@code INFO}'s kind, tells; -1 where it does not. */
    long number(String name, String... command) {
        return ask(command)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    /** Tells whether so many replicas have all that this master had when it was asked. */
    boolean isReplicated(int replicas) {
        long offset = number("master_repl_offset", "INFO", "replication");
        return ask("INFO", "replication")
                        .lines()
                        .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                        .filter(line -> Long.parseLong(line.replaceAll(".*,offset=(\\d+),.*", "$1")) >= offset)
                        .count()
                == replicas;
    }

    /** Tells whether so many replicas follow this master, which may be written to meanwhile. */
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
