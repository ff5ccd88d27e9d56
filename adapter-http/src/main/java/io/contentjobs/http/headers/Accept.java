package io.contentjobs.http.headers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code Accept}: RFC 9110, section 12.5.1. There are two representations, JSON and a stream of events. Only a client that
 * names the stream gets it: a client that accepts anything, or nothing of the two, expects an answer that ends.
 */
public final class Accept {
    private static final String NAME = "Accept";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private double eventStream;
    private double json;
    private int jsonIsNamed;

    private Accept() {}

    /** Tells whether the client prefers a stream to JSON, all headers of that name taken together. */
    public static boolean prefersEventStream(RequestHeaders request) {
        List<String> values = request.valuesOf(NAME);
        for (String value : values) {
            if (names(value, EVENT_STREAM)) {
                return new Accept().read(values).prefersEventStream();
            }
        }
        return false;
    }

    private Accept read(List<String> values) {
        for (String value : values) {
            HeaderList.split(value, ',').forEach(this::read);
        }
        return this;
    }

    private void read(String element) {
        List<String> parts = HeaderList.split(element, ';');
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

    /** A value that is no weight counts as 0: a client that wrote it gets JSON, like everybody. */
    private static double weight(List<String> parameters) {
        for (String parameter : parameters) {
            List<String> word = HeaderList.split(parameter, '=');
            if (word.get(0).equalsIgnoreCase("q")) {
                boolean valid = word.size() == 2 && WEIGHT.matcher(word.get(1)).matches();
                return valid ? Double.parseDouble(word.get(1)) : 0;
            }
        }
        return 1;
    }

    /** Avoids taking apart the headers of nearly all clients. */
    private static boolean names(String value, String type) {
        int last = value.length() - type.length();
        for (int i = 0; i <= last; i++) {
            if (value.regionMatches(true, i, type, 0, type.length())) {
                return true;
            }
        }
        return false;
    }
}
