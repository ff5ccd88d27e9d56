package io.contentjobs.redis;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A record that is a string holding a JSON object, as other services write it. */
final class JsonRecord implements StoredRecord {
    private final JsonNode object;
    private final byte[] raw;

    private JsonRecord(JsonNode object, byte[] raw) {
        this.object = object;
        this.raw = raw;
    }

    /** Returns the record that the bytes are, or null where they are no JSON object in UTF-8. */
    static @Nullable JsonRecord parse(byte[] raw) {
        String text = StoredText.decode(raw);
        JsonNode object = text == null ? null : Json.object(text);
        return object == null ? null : new JsonRecord(object, raw);
    }

    @Override
    public @Nullable String text(String field) {
        JsonNode value = object.get(field);
        String text = value == null ? null : Json.scalar(value);
        return text == null ? null : StoredText.unwrap(text);
    }

    /** Returns the bytes of the whole record as they are stored. */
    byte[] raw() {
        return raw;
    }
}
