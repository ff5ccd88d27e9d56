package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record that is a string holding a JSON object, as other services write it. */
final class JsonRecord implements StoredRecord {
    private static final Set<String> FIELDS = Stream.concat(
                    RecordDecoder.JOB_FIELDS.stream(), RecordDecoder.STYLES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> fields;
    private final byte[] raw;

    /** Whether all bytes are UTF-8. Where some are not, a text with a replacement character is unreadable. */
    private final boolean utf8;

    private JsonRecord(Map<String, String> fields, byte[] raw, boolean utf8) {
        this.fields = fields;
        this.raw = raw;
        this.utf8 = utf8;
    }

    /** Returns the record that the bytes are, or null where they are no JSON object. */
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

    /** Returns the bytes of the whole record as they are stored. */
    byte[] raw() {
        return raw;
    }
}
