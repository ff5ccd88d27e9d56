package io.contentjobs.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads a record, whichever of its forms it has: as a hash, and only where Redis says that it is none, as a string. */
final class RecordReader {
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

    /** Returns the record, or null where there is none. */
    @Nullable StoredRecord find(String key) {
        for (int look = 0; look < LOOKS; look++) {
            Object hash = reads.execute(key, new CommandArguments(Command.HGETALL).key(key));
            if (!isOfAnotherType(hash)) {
                List<?> entries = asList(key, hash);
                return entries.isEmpty() ? null : new HashRecord(entries);
            }
            Object string = reads.execute(key, new CommandArguments(Command.GET).key(key));
            if (!isOfAnotherType(string)) {
                byte[] raw = asBytes(key, string);
                return raw == null ? null : json(key, raw);
            }
        }
        throw unreadable.report(key, "neither a hash nor a string");
    }

    /** Returns the string at the key, or null where there is none. */
    byte @Nullable [] findString(String key) {
        Object string = reads.execute(key, new CommandArguments(Command.GET).key(key));
        if (isOfAnotherType(string)) {
            throw unreadable.report(key, "not a string");
        }
        return asBytes(key, string);
    }

    private JsonRecord json(String key, byte[] raw) {
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

    private byte @Nullable [] asBytes(String key, @Nullable Object reply) {
        if (reply == null || reply instanceof byte[]) {
            return (byte[]) reply;
        }
        throw noAnswer(key, reply);
    }

    private RuntimeException noAnswer(String key, @Nullable Object reply) {
        return reply instanceof JedisDataException error
                ? faults.replied(key, error)
                : faults.outage(key, "Redis replied with something else than was asked for", null);
    }
}
