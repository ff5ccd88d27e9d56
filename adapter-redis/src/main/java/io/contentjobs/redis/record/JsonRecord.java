package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record that is a string with a JSON object. Other services write such records. */
final class JsonRecord implements StoredRecord {
    private static final Set<String> FIELDS = Stream.concat(
                    RecordDecoder.JOB_FIELDS.stream(), RecordDecoder.STYLES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final byte[] NOTHING = {};

    private final Map<String, String> fields;
    private final byte[] raw;

    /** Whether all bytes are UTF-8. If not, a field with a replacement character is unreadable. */
    private final boolean utf8;

    private JsonRecord(Map<String, String> fields, byte[] raw, boolean utf8) {
        this.fields = fields;
        this.raw = raw;
        this.utf8 = utf8;
    }

    /** Returns the record; null if the bytes are not a JSON object. */
    static @Nullable JsonRecord parse(byte[] raw) {
        String utf8 = StoredText.decode(raw);
        String text = utf8 == null ? new String(raw, StandardCharsets.UTF_8) : utf8;
        Map<String, String> fields = JsonFields.of(text, FIELDS);
        return fields == null ? null : new JsonRecord(fields, raw, utf8 != null);
    }

    @Override
    public @Nullable String text(String field) {
        String json = json(field);
        JsonNode value = json == null ? null : Json.parse(json);
        String text = value == null ? null : Json.scalar(value);
        return text == null ? null : StoredText.unwrap(text);
    }

    @Override
    public @Nullable String json(String field) {
        String json = fields.get(field);
        return json == null || json.equals("null") || (!utf8 && StoredText.isDamaged(json)) ? null : json;
    }

    @Override
    public JsonRecord only(String field) {
        String json = fields.get(field);
        return new JsonRecord(json == null ? Map.of() : Map.of(field, json), NOTHING, utf8);
    }

    /** Returns the bytes of the whole record as stored. */
    byte[] raw() {
        return raw;
    }
}
