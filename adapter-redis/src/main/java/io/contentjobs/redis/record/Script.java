package io.contentjobs.redis.record;

import io.contentjobs.redis.digest.Digest;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A script on one key. The request names the script by its SHA-1. A Redis that does not know the script, as after a
 * restart, refuses before it does anything; the request is then repeated with the script's text.
 */
final class Script {
    private final String text;
    private final String sha1;

    Script(String text) {
        this.text = text;
        this.sha1 = Digest.sha1(text);
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
}
