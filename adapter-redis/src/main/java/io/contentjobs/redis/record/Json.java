package io.contentjobs.redis.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** JSON values (RFC 8259) as other writers store them, with their type hints. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The limit on {@code ["type", …]} around {@code ["type", …]}. Writers nest them once or twice. */
    private static final int MAX_WRAPPINGS = 4;

    /** The limit on the digits of a number that is written out: 1e999999999 would be a gigabyte. */
    private static final int MAX_SCALE = 30;

    private Json() {}

    /** Returns the JSON value; null if the text is not exactly one JSON value. */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException invalid) {
            return null;
        }
    }

    /** Returns a string, number or boolean as text, also from typed arrays; null for any other value. */
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

    /** Returns the value of {@code ["type", value]}, the form of a value with its class; null for any other node. */
    static @Nullable JsonNode typed(JsonNode node) {
        return node.isArray() && node.size() == 2 && node.get(0).isTextual() ? node.get(1) : null;
    }

    private static @Nullable String plain(BigDecimal number) {
        return Math.abs(number.scale()) > MAX_SCALE ? null : number.toPlainString();
    }
}
