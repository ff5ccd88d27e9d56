package io.contentjobs.http.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of one element of a JWK Set. Each element is parsed separately, so that a malformed key does not affect
 * the others.
 *
 * @param name the element's position and {@code kid}, for messages
 * @param json the JSON text
 */
public record JwkText(String name, String json) {
    /** A parser without limits on numbers, names and nesting: one strange key must not make the whole set unreadable. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final int SHOWN_LENGTH = 100;

    /**
     * Returns the elements of the set. Skips a byte order mark.
     *
     * @throws IllegalArgumentException if it is not a JSON object with an array {@code keys}; the message contains no
     *     part of the text
     */
    public static List<JwkText> elementsOf(String text) {
        String set = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        try (JsonParser parser = JSON.createParser(set)) {
            List<JwkText> elements = null;
            boolean isSet = parser.nextToken() == JsonToken.START_OBJECT;
            while (isSet && parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isKeys = parser.currentName().equals("keys");
                isSet = parser.nextToken() == JsonToken.START_ARRAY || !isKeys;
                if (isSet && isKeys) {
                    elements = array(parser, set);
                } else {
                    parser.skipChildren();
                }
            }
            if (!isSet || elements == null || parser.nextToken() != null) {
                throw new IllegalArgumentException("it is no JWK Set (RFC 7517, section 5)");
            }
            return elements;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("it is no JSON text, or not the whole of one");
        }
    }

    private static List<JwkText> array(JsonParser parser, String set) throws IOException {
        List<JwkText> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            String kid = kid(parser);
            parser.finishToken();
            String name = "key " + (elements.size() + 1) + (kid == null ? " (no kid)" : " (kid '" + kid + "')");
            elements.add(new JwkText(
                    name, set.substring(start, (int) parser.currentLocation().getCharOffset())));
        }
        return elements;
    }

    /** Reads the element to its end and returns its {@code kid}; null if there is none. */
    private static @Nullable String kid(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String kid = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isKid = parser.currentName().equals("kid");
            if (parser.nextToken().isScalarValue() && isKid) {
                kid = shown(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return kid;
    }

    /** Returns the {@code kid} on one line and shortened, because others choose it. */
    public static String shown(String kid) {
        String printable = UNPRINTABLE.matcher(kid).replaceAll("?");
        return printable.length() <= SHOWN_LENGTH ? printable : printable.substring(0, SHOWN_LENGTH) + "...";
    }
}
