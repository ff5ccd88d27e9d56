package io.contentjobs.redis.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** JSON values (RFC 8259) as other writers store them, their type hints included. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** More is nobody's intent: ["type", …] around a value. */
    private static final int MAX_WRAPPINGS = 4;

    /** A number's digits beyond this say nothing, and 1e999999999 written out is a gigabyte. */
    private static final int MAX_SCALE = 30;

    private Json() {}

    /** Returns the one JSON value that {@code text} is, or null where it is something else. */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException invalid) {
            return null;
        }
    }

    /** Returns a string, number or boolean as text, taken out of typed arrays, or null where it is something else. */
    static @Nullable String scalar(JsonNode value) {
        JsonNode node = value;
        for (int i = 0; node != null && i < MAX_WRAPPINGS; i++) {
            if (node.isBigDecimal()) {
                return plain(node.decimalValue());
            }
            if (node.isValueNode()) {
                return node.isNull() ? null : node.asText();
            }
            node = typed(node);
        }
        return null;
    }

    /** Returns the value of ["type", value], the form in which polymorphic writers tell a value's class, or null. */
    static @Nullable JsonNode typed(JsonNode node) {
        return node.isArray() && node.size() == 2 && node.get(0).isTextual() ? node.get(1) : null;
    }

    private static @Nullable String plain(BigDecimal number) {
        return Math.abs(number.scale()) > MAX_SCALE ? null : number.toPlainString();
    }
}
