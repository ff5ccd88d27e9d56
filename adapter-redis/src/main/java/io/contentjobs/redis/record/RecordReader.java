package io.contentjobs.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads a record, whichever of its forms it has: as a hash, and only where Redis says that it is none, as a string. */
final class RecordReader {
    /** The bytes that a record may have: of a string, or of a hash as {@link ReplyReader} counts them. */
    static final int MAX_RECORD = 1 << 20;

    private static final String TOO_LARGE = "larger than 1 MiB";
    private static final String WRONG_TYPE = "WRONGTYPE";

    /** A writer may replace one form by the other between the two commands, but not for ever. */
    private static final int LOOKS = 2;

    private final Reads reads;
    private final Faults faults;
    private final UnreadableRecords unreadable;

    RecordReader(Reads reads, Faults faults, UnreadableRecords unreadable) {
        this.reads = reads;
        this.faults = faults;
        this.unreadable = unreadable;
    }

    /**
     * Returns the record, or null where there is none. A hash that has none of the fields is none: a late {@code HSET} of
     * another field makes such a hash after the record has expired.
     *
     * @param fields the names of those fields of which a record has at least one
     */
    @Nullable StoredRecord find(String key, List<String> fields) {
        for (int look = 0; look < LOOKS; look++) {
            Object hash = reads.execute(key, new CommandArguments(Command.HGETALL).key(key));
            if (!isOfAnotherType(hash)) {
                return hash(key, asList(key, hash), fields);
            }
            Object string = reads.execute(key, start(key, MAX_RECORD + 1));
            if (!isOfAnotherType(string)) {
                byte[] raw = asBytes(key, string);
                if (raw.length > 0) {
                    return json(key, raw);
                }
            }
        }
        throw unreadable.report(key, "neither a hash nor a string of JSON");
    }

    /**
     * Returns the start of the string at the key; empty where there is none, or an empty one.
     *
     * @throws RecordUnreadableException if the key is of another type
     */
    byte[] findString(String key, int maxLength) {
        Object string = reads.execute(key, start(key, maxLength));
        if (isOfAnotherType(string)) {
            throw unreadable.report(key, "not a string");
        }
        return asBytes(key, string);
    }

    /** GETRANGE, not GET: it bounds what Redis sends. It replies with an empty string where there is no key. */
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
        unreadable.log(key, "a hash without " + String.join(", ", fields) + " is taken as missing");
        return null;
    }

    private JsonRecord json(String key, byte[] raw) {
        if (raw.length > MAX_RECORD) {
            throw unreadable.report(key, TOO_LARGE);
        }
        JsonRecord record = JsonRecord.parse(raw);
        if (record == null) {
            throw unreadable.report(key, "a string, but no JSON object");
        }
        return record;
    }

    /** Tells whether that is what Redis replies where the key is of another type than the command is for. */
    static boolean isOfAnotherType(@Nullable Object reply) {
        return reply instanceof JedisDataException error
                && error.getMessage() != null
                && error.getMessage().startsWith(WRONG_TYPE);
    }

    private List<?> asList(String key, @Nullable Object reply) {
        if (reply instanceof List<?> list) {
            return list;
        }
        throw noAnswer(key, reply);
    }

    private byte[] asBytes(String key, @Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return bytes;
        }
        throw noAnswer(key, reply);
    }

    private RuntimeException noAnswer(String key, @Nullable Object reply) {
        if (reply instanceof ReplyTooLargeException) {
            return unreadable.report(key, TOO_LARGE);
        }
        return reply instanceof JedisDataException error
                ? faults.replied(key, error)
                : faults.outage(key, "Redis replied with something else than was asked for", null);
    }
}
