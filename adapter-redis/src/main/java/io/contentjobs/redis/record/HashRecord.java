package io.contentjobs.redis.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.KeyValue;

/**
 * A record that is a hash. It reads the fields in Jedis's list, so that a poll makes no map, runs no parser and decodes only the
 * fields that it needs.
 *
 * @param entries the reply to HGETALL: names and values alternately (RESP2), or pairs of them (RESP3)
 */
record HashRecord(List<?> entries) implements StoredRecord {
    @Override
    public @Nullable String text(String field) {
        String text = json(field);
        return text == null ? null : StoredText.unwrap(text);
    }

    @Override
    public @Nullable String json(String field) {
        byte[] raw = raw(field);
        return raw == null ? null : StoredText.decode(raw);
    }

    @Override
    public HashRecord only(String field) {
        int index = indexOf(field);
        Object name = index < 0 ? null : nameAt(index);
        Object value = index < 0 ? null : valueAt(index);
        return new HashRecord(name == null || value == null ? List.of() : List.of(name, value));
    }

    /** Returns whether the hash has a field of that name. */
    boolean has(String field) {
        return name(field) != null;
    }

    /** Returns the bytes of a field's name as stored, perhaps in quotes; null if there is no such field. */
    byte @Nullable [] name(String field) {
        int index = indexOf(field);
        return index < 0 ? null : (byte[]) nameAt(index);
    }

    /** Returns the bytes of a field's value as stored; null if there is no such field. */
    byte @Nullable [] raw(String field) {
        int index = indexOf(field);
        Object value = index < 0 ? null : valueAt(index);
        return value instanceof byte[] found ? found : null;
    }

    /** Finds a name, also in the quotes that writers of JSON add. A name without quotes has precedence. */
    private int indexOf(String field) {
        int quoted = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (nameAt(i) instanceof byte[] name) {
                if (spells(name, 0, field)) {
                    return i;
                }
                if (isQuoted(name) && spells(name, 1, field)) {
                    quoted = i;
                }
            }
            if (!(entries.get(i) instanceof KeyValue<?, ?>)) {
                i++;
            }
        }
        return quoted;
    }

    private @Nullable Object nameAt(int index) {
        return entries.get(index) instanceof KeyValue<?, ?> pair ? pair.getKey() : entries.get(index);
    }

    private @Nullable Object valueAt(int index) {
        if (entries.get(index) instanceof KeyValue<?, ?> pair) {
            return pair.getValue();
        }
        return index + 1 < entries.size() ? entries.get(index + 1) : null;
    }

    private static boolean isQuoted(byte[] name) {
        return name.length > 1 && name[0] == '"' && name[name.length - 1] == '"';
    }

    /** Returns whether {@code ascii} is {@code name} with {@code around} further bytes on each side. */
    private static boolean spells(byte[] ascii, int around, String name) {
        if (ascii.length != name.length() + 2 * around) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (ascii[around + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
