package io.contentjobs.http.contract;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer, whole.
 *
 * @param headers the header fields, as they came
 * @param body the body as UTF-8; empty if there is none
 */
record Answer(int status, HttpHeaders headers, String body) {
    /** Returns the header's value; empty if there is no such header. */
    String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    boolean has(String name) {
        return !headers.allValues(name).isEmpty();
    }

    /** Returns whether one of the header's values, which are separated by commas, is this one; letter case aside. */
    boolean lists(String name, String value) {
        return List.of(header(name).toLowerCase(Locale.ROOT).split(" *, *", -1)).contains(value);
    }

    /** Returns the headers of the contract, without those that each answer has anew or that belong to the connection. */
    Map<String, List<String>> contractHeaders() {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : List.of(
                "Cache-Control",
                "Content-Length",
                "Content-Type",
                "ETag",
                "Retry-After",
                "Vary",
                "Preference-Applied")) {
            if (has(name)) {
                all.put(name, headers.allValues(name));
            }
        }
        return all;
    }
}
