package io.contentjobs.redis.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A script on one key, which any node of a Cluster that has the key can run. Redis is told its name (SHA-1), and its
 * text only where it does not know that, as after a restart: it says so before anything is done.
 */
final class Script {
    private final String text;
    private final String sha1;

    Script(String text) {
        this.text = text;
        this.sha1 = sha1(text);
    }

    Object run(UnifiedJedis client, String key, List<?> arguments) {
        try {
            return client.executeCommand(command(Command.EVALSHA, sha1, key, arguments));
        } catch (JedisNoScriptException unknown) {
            return client.executeCommand(command(Command.EVAL, text, key, arguments));
        }
    }

    private static CommandArguments command(Command command, String script, String key, List<?> arguments) {
        return new CommandArguments(command).add(script).add(1).key(key).addObjects(arguments);
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
