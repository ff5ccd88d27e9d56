package io.contentjobs.http.headers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code Accept}: RFC 9110, section 12.5.1. There are two representations, JSON and an event stream. Only a client that
 * names the event stream gets it: other clients expect a response that ends.
 */
public final class Accept {
    private static final String NAME = "Accept";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final List<String> JSON = List.of("*/*", "application/*", "application/json");
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private Accept() {}

    /** Tells whether the client prefers an event stream to JSON, according to all headers of that name. */
    public static boolean prefersEventStream(RequestHeaders request) {
        List<String> values = request.valuesOf(NAME);
        for (String value : values) {
            if (namesEventStream(value)) {
                return prefersEventStream(HeaderList.elements(values));
            }
        }
        return false;
    }

    /** The most specific range that matches JSON determines its weight. */
    private static boolean prefersEventStream(List<String> ranges) {
        double eventStream = 0;
        double json = 0;
        int jsonRange = -1;
        for (String element : ranges) {
            List<String> parts = HeaderList.split(element, ';');
            double weight = weight(parts.subList(1, parts.size()));
            String type = parts.get(0).toLowerCase(Locale.ROOT);
            int range = JSON.indexOf(type);
            if (type.equals(EVENT_STREAM)) {
                eventStream = Math.max(eventStream, weight);
            } else if (range >= 0 && range >= jsonRange) {
                json = range > jsonRange ? weight : Math.max(json, weight);
                jsonRange = range;
            }
        }
        boolean namesJson = jsonRange == JSON.size() - 1;
        return eventStream > 0 && (eventStream > json || (eventStream == json && !namesJson));
    }

    /** Returns 0 for an invalid weight, so that the client gets JSON. */
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

    /** Avoids parsing for nearly all clients. */
    private static boolean namesEventStream(String value) {
        for (int i = value.length() - EVENT_STREAM.length(); i >= 0; i--) {
            if (value.regionMatches(true, i, EVENT_STREAM, 0, EVENT_STREAM.length())) {
                return true;
            }
        }
        return false;
    }
}
