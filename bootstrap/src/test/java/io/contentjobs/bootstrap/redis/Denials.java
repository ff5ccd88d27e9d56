package io.contentjobs.bootstrap.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.KeyValue;

/** The commands that Redis has refused ({@code ACL LOG}). */
final class Denials {
    private Denials() {}

    /** Returns the refused commands and keys, each once. */
    static List<String> in(UnifiedJedis redis) {
        List<?> entries = (List<?>) redis.executeCommand(new CommandArguments(Command.ACL).add("LOG"));
        return entries.stream()
                .map(entry -> field("object", (List<?>) entry))
                .distinct()
                .toList();
    }

    static void forget(UnifiedJedis redis) {
        redis.executeCommand(new CommandArguments(Command.ACL).add("LOG").add("RESET"));
    }

    private static String field(String name, List<?> entry) {
        return entry.stream()
                .map(field -> (KeyValue<?, ?>) field)
                .filter(field -> text(field.getKey()).equals(name))
                .map(field -> text(field.getValue()))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : reply.toString();
    }
}
