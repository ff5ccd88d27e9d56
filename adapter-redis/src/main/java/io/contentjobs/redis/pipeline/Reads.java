package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.RedisErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/** Sends commands that only read to Redis, and returns the replies undecoded: each caller decodes its own. */
public interface Reads extends AutoCloseable {
    /**
     * Returns the raw reply: {@code byte[]}, {@code Long}, null (nil), or a list: of these, or in RESP3 of {@link
     * redis.clients.jedis.util.KeyValue}s. An error that Redis replies with is returned, as the {@link
     * redis.clients.jedis.exceptions.JedisDataException} that Jedis makes of it, not thrown: WRONGTYPE is an answer.
     *
     * @param subject the key, for the message of the exception
     * @param command a command that changes nothing; it may be sent twice
     * @throws StoreUnavailableException if Redis did not reply in time, or the thread is interrupted (and stays so)
     */
    @Nullable Object execute(String subject, CommandArguments command);

    /**
     * Sends one command for each key, in batches if possible.
     *
     * @param command makes a command that changes nothing of its key
     * @return in the order of the keys, what {@link #execute} returns; the {@link
     *     StoreUnavailableException} in place of a reply that did not come in time
     */
    default List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        List<@Nullable Object> outcomes = new ArrayList<>(keys.size());
        for (String key : keys) {
            try {
                outcomes.add(execute(key, command.apply(key)));
            } catch (StoreUnavailableException failure) {
                outcomes.add(failure);
            }
        }
        return outcomes;
    }

    /**
     * Tells whether Redis answers a PING now; false on any fault.
     *
     * @param errors receives a reply that is not PONG
     */
    default boolean answers(RedisErrors errors) {
        try {
            Object reply = execute("PING", new CommandArguments(Protocol.Command.PING));
            if (reply instanceof byte[] text && new String(text, StandardCharsets.US_ASCII).equals("PONG")) {
                return true;
            }
            errors.pingFailed(reply);
            return false;
        } catch (StoreUnavailableException away) {
            return false;
        }
    }

    /** Tells whether Redis replied that the key is of another type than the command is for (WRONGTYPE). */
    static boolean isOfAnotherType(@Nullable Object reply) {
        return reply instanceof JedisDataException error
                && error.getMessage() != null
                && error.getMessage().startsWith("WRONGTYPE");
    }

    /** Returns how many reads wait for the dispatcher or for their reply; 0 if there is no dispatcher. */
    default int waiting() {
        return 0;
    }

    @Override
    void close();
}
