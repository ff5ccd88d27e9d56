package io.contentjobs.http.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A response as it came over the wire: field names in lower case, each with its values in order; the body as UTF-8. */
public record RawResponse(int status, Map<String, List<String>> fields, String body) {
    public static RawResponse parse(List<String> head, String body) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new RawResponse(Integer.parseInt(head.get(0).substring(9, 12)), fields, body);
    }

    /** Returns the field's value; empty if there is none; an error if there are several. */
    public String field(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " was sent " + values.size() + " times");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns the fields but for those that no two responses need share. */
    public Map<String, List<String>> fieldsButDateAndId() {
        Map<String, List<String>> others = new TreeMap<>(fields);
        others.remove("date");
        others.remove("x-request-id");
        return others;
    }
}
