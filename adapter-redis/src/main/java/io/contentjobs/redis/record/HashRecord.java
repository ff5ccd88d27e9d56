package io.contentjobs.redis.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.KeyValue;

/**
 * A record that is a hash, read where Jedis has put it: a poll needs no map, no parser and no text that nobody asks for.
 *
 * @param entries the reply to HGETALL: names and values in turn (RESP2) or pairs of them (RESP3)
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

    /** Tells whether there is a field of that name, whatever it holds. */
    boolean has(String field) {
        return name(field) != null;
    }

    /** Returns the bytes of a field's name as it is stored, which may be in quotes, or null where there is none. */
    byte @Nullable [] name(String field) {
        int place = placeOf(field);
        return place < 0 ? null : (byte[]) nameAt(place);
    }

    /** Returns the bytes of a field's value as they are stored, or null where there is no such field. */
    byte @Nullable [] raw(String field) {
        int place = placeOf(field);
        Object value = place < 0 ? null : valueAt(place);
        return value instanceof byte[] found ? found : null;
    }

    /** Writers that serialize names as JSON put them in quotes. A name without quotes goes first. */
    private int placeOf(String field) {
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

    private @Nullable Object nameAt(int place) {
        return entries.get(place) instanceof KeyValue<?, ?> pair ? pair.getKey() : entries.get(place);
    }

    private @Nullable Object valueAt(int place) {
        if (entries.get(place) instanceof KeyValue<?, ?> pair) {
            return pair.getValue();
        }
        return place + 1 < entries.size() ? entries.get(place + 1) : null;
    }

    private static boolean isQuoted(byte[] name) {
        return name.length > 1 && name[0] == '"' && name[name.length - 1] == '"';
    }

    /** Tells whether {@code ascii} is {@code name}, between so many further bytes on both sides. */
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
