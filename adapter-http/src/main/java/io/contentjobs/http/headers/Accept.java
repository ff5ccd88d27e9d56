package io.contentjobs.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@code Accept}: RFC 9110, section 12.5.1. There are two representations, JSON and a stream of events. A stream is only
 * for who names it: whoever accepts anything, or nothing that there is, expects an answer that ends.
 */
final class Accept {
    private static final String EVENT_STREAM = "text/event-stream";
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private double eventStream;
    private double json;
    private int jsonIsNamed;

    private Accept() {}

    /** Tells whether the client prefers a stream to JSON, all of its fields of that name taken together. */
    static boolean prefersEventStream(HttpFields request) {
        for (HttpField field : request) {
            if (field.getHeader() == HttpHeader.ACCEPT && names(field.getValue(), EVENT_STREAM)) {
                return new Accept().read(request).prefersEventStream();
            }
        }
        return false;
    }

    private Accept read(HttpFields request) {
        for (HttpField field : request) {
            if (field.getHeader() == HttpHeader.ACCEPT && field.getValue() != null) {
                FieldList.split(field.getValue(), ',').forEach(this::read);
            }
        }
        return this;
    }

    private void read(String element) {
        List<String> parts = FieldList.split(element, ';');
        double weight = weight(parts.subList(1, parts.size()));
        switch (parts.get(0).toLowerCase(Locale.ROOT)) {
            case EVENT_STREAM -> eventStream = Math.max(eventStream, weight);
            case "application/json" -> readJson(3, weight);
            case "application/*" -> readJson(2, weight);
            case "*/*" -> readJson(1, weight);
            default -> {}
        }
    }

    /** The most specific range that JSON is in counts. */
    private void readJson(int specific, double weight) {
        json = specific > jsonIsNamed ? weight : specific == jsonIsNamed ? Math.max(json, weight) : json;
        jsonIsNamed = Math.max(jsonIsNamed, specific);
    }

    private boolean prefersEventStream() {
        return eventStream > 0 && (eventStream > json || (eventStream == json && jsonIsNamed < 3));
    }

    /** What is no weight excludes: who wrote it gets what everybody gets. */
    private static double weight(List<String> parameters) {
        for (String parameter : parameters) {
            List<String> word = FieldList.split(parameter, '=');
            if (word.get(0).equalsIgnoreCase("q")) {
                boolean valid = word.size() == 2 && WEIGHT.matcher(word.get(1)).matches();
                return valid ? Double.parseDouble(word.get(1)) : 0;
            }
        }
        return 1;
    }

    /** A glance that suffices for nearly all. */
    private static boolean names(String value, String type) {
        int last = value == null ? -1 : value.length() - type.length();
        for (int i = 0; i <= last; i++) {
            if (value.regionMatches(true, i, type, 0, type.length())) {
                return true;
            }
        }
        return false;
    }
}
