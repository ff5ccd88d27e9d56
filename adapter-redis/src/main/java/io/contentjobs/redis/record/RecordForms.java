package io.contentjobs.redis.record;

import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** The forms in which records are stored: the command that reads each form, and what Redis's reply says. */
final class RecordForms {
    /** The number of strings in one batch. A string is a whole record, and all of a batch are in memory. */
    static final int MAX_STRINGS = 32;

    private static final String TOO_LARGE = "larger than 1 MiB";

    private final RedisErrors errors;
    private final UnreadableRecords unreadable;

    /** The forms, in the order in which they are tried. */
    final List<Form> all = List.of(new Hash(), new JsonString());

    RecordForms(RedisErrors errors, UnreadableRecords unreadable) {
        this.errors = errors;
        this.unreadable = unreadable;
    }

    /** A form of a record. */
    sealed interface Form {
        /** Returns the command that reads a record in this form. */
        CommandArguments command(String key);

        /** Returns whether the reply says that there is nothing in this form, so that the next form is to be tried. */
        boolean isAbsent(@Nullable Object reply);

        /**
         * Returns the record; null if there is none.
         *
         * @param reply a reply that {@link #isAbsent} is false of
         * @param fields the names of the fields; a record has at least one of them
         * @throws RecordUnreadableException if the record is invalid
         * @throws StoreUnavailableException if the reply is an error or of an unexpected type
         */
        @Nullable StoredRecord record(String key, @Nullable Object reply, List<String> fields);

        /** Returns how many records in this form are read at once. */
        int maxBatch();
    }

    /** GETRANGE limits the length of the reply, which GET does not. The reply for a missing key is an empty string. */
    static CommandArguments start(String key, int length) {
        return new CommandArguments(Command.GETRANGE).key(key).add(0).add(length - 1);
    }

    /** Returns the string that is the reply to {@link #start}. Throws what {@link Form#record} throws. */
    byte[] string(String key, @Nullable Object reply) {
        if (Reads.isOfAnotherType(reply)) {
            throw unreadable.report(key, "not a string");
        }
        return asBytes(key, reply);
    }

    /** Returns the exception that says that the key has none of the forms. */
    RecordUnreadableException none(String key) {
        return unreadable.report(key, "neither a hash nor a string of JSON");
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
        if (reply instanceof StoreUnavailableException failure) {
            return failure;
        }
        if (reply instanceof ReplyTooLargeException) {
            return unreadable.report(key, TOO_LARGE);
        }
        return reply instanceof JedisDataException error
                ? errors.fromReply(key, error)
                : errors.unavailable(key, "Redis sent a reply of an unexpected type", null);
    }

    private final class Hash implements Form {
        @Override
        public CommandArguments command(String key) {
            return new CommandArguments(Command.HGETALL).key(key);
        }

        @Override
        public boolean isAbsent(@Nullable Object reply) {
            return Reads.isOfAnotherType(reply);
        }

        /** A late {@code HSET} of another field makes a hash without any of the fields after the record has expired. */
        @Override
        public @Nullable HashRecord record(String key, @Nullable Object reply, List<String> fields) {
            List<?> entries = asList(key, reply);
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

        @Override
        public int maxBatch() {
            return Integer.MAX_VALUE;
        }
    }

    private final class JsonString implements Form {
        @Override
        public CommandArguments command(String key) {
            return start(key, BoundedConnection.MAX_RECORD + 1);
        }

        @Override
        public boolean isAbsent(@Nullable Object reply) {
            return Reads.isOfAnotherType(reply) || (reply instanceof byte[] bytes && bytes.length == 0);
        }

        @Override
        public JsonRecord record(String key, @Nullable Object reply, List<String> fields) {
            byte[] raw = asBytes(key, reply);
            if (raw.length > BoundedConnection.MAX_RECORD) {
                throw unreadable.report(key, TOO_LARGE);
            }
            JsonRecord record = JsonRecord.parse(raw);
            if (record == null) {
                throw unreadable.report(key, "a string, but no JSON object");
            }
            return record;
        }

        @Override
        public int maxBatch() {
            return MAX_STRINGS;
        }
    }
}
