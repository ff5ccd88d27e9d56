package io.contentjobs.redis.testing;

import io.contentjobs.redis.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Makes a Cluster of servers that were started for one. */
public final class ClusterNodes {
    private static final int SLOTS = 16_384;

    private ClusterNodes() {}

    /** Gives each node its share of the slots, in order; the Cluster serves when this returns. */
    public static void join(RedisProcess... nodes) {
        for (int i = 0; i < nodes.length; i++) {
            int first = SLOTS * i / nodes.length;
            int last = SLOTS * (i + 1) / nodes.length - 1;
            tell(nodes[i], "SET-CONFIG-EPOCH", String.valueOf(i + 1));
            tell(nodes[i], "ADDSLOTSRANGE", String.valueOf(first), String.valueOf(last));
        }
        for (RedisProcess node : nodes) {
            tell(nodes[0], "MEET", "127.0.0.1", String.valueOf(node.port()));
        }
        long start = System.nanoTime();
        while (!Arrays.stream(nodes).allMatch(node -> knowsAllOf(node, nodes.length))) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                throw new IllegalStateException("The nodes do not find each other");
            }
        }
    }

    /** Tells every node that a slot has another owner, as a resharding does. */
    public static void move(int slot, RedisProcess owner, RedisProcess... nodes) {
        String id = reply(owner, "MYID");
        for (RedisProcess node : nodes) {
            tell(node, "SETSLOT", String.valueOf(slot), "NODE", id);
        }
    }

    public static boolean isEmpty(int slot, RedisProcess node) {
        return reply(node, "COUNTKEYSINSLOT", String.valueOf(slot)).equals("0");
    }

    private static boolean knowsAllOf(RedisProcess node, int count) {
        List<String> info = reply(node, "INFO").lines().toList();
        return info.contains("cluster_state:ok")
                && info.contains("cluster_slots_ok:" + SLOTS)
                && info.contains("cluster_size:" + count);
    }

    private static void tell(RedisProcess node, String... arguments) {
        reply(node, arguments);
    }

    private static String reply(RedisProcess node, String... arguments) {
        try (RedisClient client = RedisClient.create("127.0.0.1", node.port())) {
            CommandArguments command = new CommandArguments(Command.CLUSTER).addObjects((Object[]) arguments);
            Object reply = client.executeCommand(command);
            return reply instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : String.valueOf(reply);
        }
    }
}
