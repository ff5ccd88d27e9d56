package io.contentjobs.redis.record;

import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.record.RecordForms.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads records in either form: as hashes, and if Redis replies that a key is not a hash, as a string. */
public final class RecordReader {
    /** A writer may replace one form by the other between the two commands. */
    private static final int ATTEMPTS = 2;

    private final Reads reads;
    private final RecordForms forms;

    public RecordReader(Reads reads, RedisErrors errors, UnreadableRecords unreadable) {
        this.reads = reads;
        this.forms = new RecordForms(errors, unreadable);
    }

    /**
     * A kind of records.
     *
     * @param key returns the key of the record
     * @param fields the names of the fields; a record has at least one of them
     * @param decode decodes the record; throws {@link RecordUnreadableException} if it is invalid
     */
    record Kind<K, V>(Function<K, String> key, List<String> fields, BiFunction<K, StoredRecord, V> decode) {
        private Optional<V> decode(K id, @Nullable StoredRecord record) {
            return record == null ? Optional.empty() : Optional.of(decode.apply(id, record));
        }
    }

    /** Returns the decoded record; empty if there is none. */
    <K, V> Optional<V> find(K id, Kind<K, V> kind) {
        return kind.decode(id, find(kind.key.apply(id), kind.fields));
    }

    /** Does for several records what {@link #find(Object, Kind)} does for one: tries each form of all records in batches. */
    <K, V> Map<K, ReadResult<Optional<V>>> findAll(Collection<K> ids, Kind<K, V> kind) {
        Map<K, ReadResult<Optional<V>>> results = new HashMap<>();
        List<K> unread = List.copyOf(new LinkedHashSet<>(ids));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (Form form : forms.all) {
                unread = readAll(unread, kind, form, results);
            }
        }
        unread.forEach(id -> results.put(id, ReadResult.failed(forms.none(kind.key.apply(id)))));
        return results;
    }

    /**
     * Returns the record; null if there is none. A hash without any of the fields counts as none.
     *
     * @param fields the names of the fields; a record has at least one of them
     */
    @Nullable StoredRecord find(String key, List<String> fields) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (Form form : forms.all) {
                Object reply = reads.execute(key, form.command(key));
                if (!form.isAbsent(reply)) {
                    return form.record(key, reply, fields);
                }
            }
        }
        throw forms.none(key);
    }

    /**
     * Returns the start of the string at the key; empty if there is no string, or an empty one.
     *
     * @throws RecordUnreadableException if the key is of another type
     */
    byte[] findString(String key, int maxLength) {
        return forms.string(key, reads.execute(key, RecordForms.start(key, maxLength)));
    }

    /** Does for several keys what {@link #findString} does for one; returns the results in the order of the keys. */
    List<ReadResult<byte[]>> findStrings(List<String> keys, int maxLength) {
        List<ReadResult<byte[]>> results = new ArrayList<>(keys.size());
        List<@Nullable Object> replies = reads.executeAll(keys, key -> RecordForms.start(key, maxLength));
        for (int i = 0; i < replies.size(); i++) {
            String key = keys.get(i);
            Object reply = replies.get(i);
            results.add(ReadResult.from(() -> forms.string(key, reply)));
        }
        return results;
    }

    /** Reads the records in one form; returns the ids of those that have nothing in this form. */
    private <K, V> List<K> readAll(List<K> ids, Kind<K, V> kind, Form form, Map<K, ReadResult<Optional<V>>> results) {
        List<K> absent = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += form.maxBatch()) {
            List<K> batch = ids.subList(from, Math.min(form.maxBatch(), ids.size() - from) + from);
            List<String> keys = batch.stream().map(kind.key).toList();
            List<@Nullable Object> replies = reads.executeAll(keys, form::command);
            for (int i = 0; i < replies.size(); i++) {
                K id = batch.get(i);
                String key = keys.get(i);
                Object reply = replies.get(i);
                if (form.isAbsent(reply)) {
                    absent.add(id);
                } else {
                    results.put(id, ReadResult.from(() -> kind.decode(id, form.record(key, reply, kind.fields))));
                }
            }
        }
        return absent;
    }
}
