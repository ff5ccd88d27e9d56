package io.contentjobs.redis;

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
        byte[] raw = raw(field);
        String text = raw == null ? null : StoredText.decode(raw);
        return text == null ? null : StoredText.unwrap(text);
    }

    /** Returns the bytes of a field's value as they are stored, or null where there is no such field. */
    byte @Nullable [] raw(String field) {
        for (int i = 0; i < entries.size(); i++) {
            Object name = entries.get(i);
            Object value;
            if (name instanceof KeyValue<?, ?> pair) {
                name = pair.getKey();
                value = pair.getValue();
            } else {
                i++;
                value = i < entries.size() ? entries.get(i) : null;
            }
            if (name instanceof byte[] bytes && spells(bytes, field)) {
                return value instanceof byte[] found ? found : null;
            }
        }
        return null;
    }

    private static boolean spells(byte[] ascii, String name) {
        if (ascii.length != name.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (ascii[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
