package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.NotServing;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;
import redis.clients.jedis.util.RedisInputStream;
import redis.clients.jedis.util.RedisOutputStream;
import redis.clients.jedis.util.SafeEncoder;

/** Logs in, switches to RESP3, and turns tracking on. */
final class Handshake {
    private static final long RESP3 = 3;

    private final RedisInputStream in;
    private final RedisOutputStream out;

    Handshake(RedisInputStream in, RedisOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** HELLO needs no permission, and its reply tells the role of the server. */
    static CommandArguments hello() {
        return new CommandArguments(Command.HELLO).add(RESP3);
    }

    /**
     * Returns the role of the server.
     *
     * @throws HintsRefusedException if the server lets this user not track keys, or has no RESP3
     * @throws JedisDataException if the server does not serve at present
     * @throws JedisConnectionException if the connection ends, or a reply does not come in time
     */
    String begin(JedisClientConfig config) throws HintsRefusedException {
        logIn(config);
        CommandArguments hello = hello();
        if (config.getClientName() != null) {
            hello.add("SETNAME").add(config.getClientName());
        }
        Object greeting = ask(hello);
        if (!Long.valueOf(RESP3).equals(field(greeting, "proto"))) {
            throw new HintsRefusedException("it does not speak RESP3");
        }
        if (config.getDatabase() != 0) {
            ask(new CommandArguments(Command.SELECT).add(config.getDatabase()));
        }
        ask(new CommandArguments(Command.CLIENT).add("TRACKING").add("ON"));
        return role(greeting);
    }

    /** Returns the role in the reply to HELLO; empty if it has none. */
    static String role(@Nullable Object greeting) {
        return field(greeting, "role") instanceof byte[] role ? SafeEncoder.encode(role) : "";
    }

    /** HELLO could log in too, but a server that does not know HELLO repeats its arguments in the error. */
    private void logIn(JedisClientConfig config) throws HintsRefusedException {
        RedisCredentials credentials = config.getCredentialsProvider().get();
        if (credentials == null || credentials.getPassword() == null) {
            return;
        }
        CommandArguments auth = new CommandArguments(Command.AUTH);
        if (credentials.getUser() != null) {
            auth.add(credentials.getUser());
        }
        try {
            ask(auth.add(new String(credentials.getPassword())));
        } catch (HintsRefusedException refused) {
            throw new HintsRefusedException("it refuses the login"); // its own words may contain the password
        }
    }

    private @Nullable Object ask(CommandArguments command) throws HintsRefusedException {
        try {
            Protocol.sendCommand(out, command);
            out.flush();
            return BoundedConnection.read(in, command);
        } catch (JedisDataException error) {
            boolean isTransient = NotServing.isSaidBy(error) || isFull(error);
            if (isTransient) {
                throw error;
            }
            throw new HintsRefusedException(String.valueOf(error.getMessage()));
        } catch (IOException broken) {
            throw new JedisConnectionException(broken);
        }
    }

    private static boolean isFull(JedisDataException error) {
        return "ERR max number of clients reached".equals(error.getMessage());
    }

    private static @Nullable Object field(@Nullable Object map, String name) {
        if (map instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof KeyValue<?, ?> pair
                        && pair.getKey() instanceof byte[] key
                        && SafeEncoder.encode(key).equals(name)) {
                    return pair.getValue();
                }
            }
        }
        return null;
    }
}
