package io.contentjobs.redis.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;
import redis.clients.jedis.util.RedisInputStream;

/**
 * Reads one reply without taking more memory than allowed. RESP tells the length of a string before its bytes: those of a
 * string that is too long, and all strings after it, are skipped.
 *
 * <p>It counts strings, and arrays and maps of them: a key can make only these large. Jedis reads everything else.
 */
final class ReplyReader {
    /** What an array element takes beside its bytes. */
    static final int ELEMENT = 32;

    private static final int SKIPPED_AT_ONCE = 8192;

    private final RedisInputStream in;
    private final Supplier<@Nullable Object> jedis;
    private long left;

    /**
     * @param jedis reads what this does not
     * @param limit the most bytes that a reply may take, with {@link #ELEMENT} for each element
     */
    ReplyReader(RedisInputStream in, Supplier<@Nullable Object> jedis, int limit) {
        this.in = in;
        this.jedis = jedis;
        this.left = limit;
    }

    /** @throws ReplyTooLargeException after the whole reply was skipped */
    @Nullable Object read() {
        Object reply;
        if (in.peek((byte) '$')) {
            reply = string();
        } else if (in.peek((byte) '*')) {
            reply = array();
        } else {
            reply = in.peek((byte) '%') ? map() : jedis.get();
        }
        if (left < 0) {
            throw new ReplyTooLargeException();
        }
        return reply;
    }

    private @Nullable List<@Nullable Object> array() {
        in.readByte();
        int count = in.readIntCrLf();
        if (count < 0) {
            return null;
        }
        List<@Nullable Object> elements = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) {
            Object element = element();
            if (left >= 0) {
                elements.add(element);
            }
        }
        return elements;
    }

    private List<Object> map() {
        in.readByte();
        int count = in.readIntCrLf();
        List<Object> pairs = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) {
            Object name = element();
            Object value = element();
            if (left >= 0) {
                pairs.add(new KeyValue<>(name, value));
            }
        }
        return pairs;
    }

    private @Nullable Object element() {
        if (in.peek((byte) '$')) {
            return string();
        }
        try {
            return jedis.get();
        } catch (JedisDataException error) {
            return error;
        }
    }

    private byte @Nullable [] string() {
        in.readByte();
        int length = in.readIntCrLf();
        left -= ELEMENT + Math.max(length, 0);
        if (length < 0) {
            return null;
        }
        byte[] bytes = left < 0 ? null : new byte[length];
        byte[] buffer = bytes == null ? new byte[Math.min(length, SKIPPED_AT_ONCE)] : bytes;
        for (int done = 0; done < length; ) {
            int offset = bytes == null ? 0 : done;
            int count = in.read(buffer, offset, Math.min(buffer.length - offset, length - done));
            if (count < 0) {
                throw new JedisConnectionException("The server closed the connection within a reply");
            }
            done += count;
        }
        in.readByte();
        in.readByte();
        return bytes;
    }
}
