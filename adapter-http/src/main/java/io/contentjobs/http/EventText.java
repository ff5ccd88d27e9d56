package io.contentjobs.http;

import java.nio.charset.StandardCharsets;

/** What streams are made of: HTML Standard, section 9.2, "Server-sent events". */
final class EventText {
    /** How soon a client that has lost its stream asks again. */
    static final byte[] RETRY = utf8("retry: 2000\n\n");

    /** A comment: it keeps gateways from taking the silence for the end, and shows whether somebody is there. */
    static final byte[] HEARTBEAT = utf8(":\n\n");

    static final byte[] NOTHING = {};

    private EventText() {}

    /** Tells what is known of the job; JSON has no line breaks. */
    static byte[] of(Representation representation) {
        String json = new String(representation.body(), StandardCharsets.UTF_8);
        return utf8("event: status\nid: " + representation.etag() + "\ndata: " + json + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
