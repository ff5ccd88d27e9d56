package io.contentjobs.redis.record;

import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads a record in either form: as a hash, and if Redis replies that the key is not a hash, as a string. */
public final class RecordReader {
    private static final String TOO_LARGE = "larger than 1 MiB";

    /** A writer may replace one form by the other between the two commands. */
    private static final int ATTEMPTS = 2;

    private final Reads reads;
    private final RedisErrors errors;
    private final UnreadableRecords unreadable;

    public RecordReader(Reads reads, RedisErrors errors, UnreadableRecords unreadable) {
        this.reads = reads;
        this.errors = errors;
        this.unreadable = unreadable;
    }

    /**
     * Returns the record; null if there is none. A hash without any of the fields counts as none: a late {@code HSET} of another
     * field makes such a hash after the record has expired.
     *
     * @param fields the names of the fields; a record has at least one of them
     */
    @Nullable StoredRecord find(String key, List<String> fields) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Object hash = reads.execute(key, new CommandArguments(Command.HGETALL).key(key));
            if (!Reads.isOfAnotherType(hash)) {
                return hash(key, asList(key, hash), fields);
            }
            Object string = reads.execute(key, start(key, BoundedConnection.MAX_RECORD + 1));
            if (!Reads.isOfAnotherType(string)) {
                byte[] raw = asBytes(key, string);
                if (raw.length > 0) {
                    return json(key, raw);
                }
            }
        }
        throw unreadable.report(key, "neither a hash nor a string of JSON");
    }

    /**
     * Returns the start of the string at the key; empty if there is no string, or an empty one.
     *
     * @throws RecordUnreadableException if the key is of another type
     */
    byte[] findString(String key, int maxLength) {
        Object string = reads.execute(key, start(key, maxLength));
        if (Reads.isOfAnotherType(string)) {
            throw unreadable.report(key, "not a string");
        }
        return asBytes(key, string);
    }

    /** GETRANGE limits the length of the reply, which GET does not. The reply for a missing key is an empty string. */
    static CommandArguments start(String key, int length) {
        return new CommandArguments(Command.GETRANGE).key(key).add(0).add(length - 1);
    }

    private @Nullable HashRecord hash(String key, List<?> entries, List<String> fields) {
        if (entries.isEmpty()) {
            return null;
        }
        HashRecord record = new HashRecord(entries);
        for (String field : fields) {
            if (record.has(field)) {
                return record;
            }
        }
        unreadable.log(key, "a hash without " + String.join(", ", fields) + " counts as missing");
        return null;
    }

    private JsonRecord json(String key, byte[] raw) {
        if (raw.length > BoundedConnection.MAX_RECORD) {
            throw unreadable.report(key, TOO_LARGE);
        }
        JsonRecord record = JsonRecord.parse(raw);
        if (record == null) {
            throw unreadable.report(key, "a string, but no JSON object");
        }
        return record;
    }

    private List<?> asList(String key, @Nullable Object reply) {
        if (reply instanceof List<?> list) {
            return list;
        }
        throw unexpected(key, reply);
    }

    private byte[] asBytes(String key, @Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return bytes;
        }
        throw unexpected(key, reply);
    }

    private RuntimeException unexpected(String key, @Nullable Object reply) {
        if (reply instanceof ReplyTooLargeException) {
            return unreadable.report(key, TOO_LARGE);
        }
        return reply instanceof JedisDataException error
                ? errors.fromReply(key, error)
                : errors.unavailable(key, "Redis sent a reply of an unexpected type", null);
    }
}
