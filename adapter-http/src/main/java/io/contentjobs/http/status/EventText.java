package io.contentjobs.http.status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What streams are made of: HTML Standard, section 9.2, "Server-sent events". */
final class EventText {
    /** How soon a client that has lost its stream asks again. */
    static final byte[] RETRY = utf8("retry: 2000\n\n");

    /** A comment: it keeps gateways from taking the silence for the end, and its write fails if the client has gone. */
    static final byte[] HEARTBEAT = utf8(":\n\n");

    private EventText() {}

    /** Tells what is known of the job; JSON has no line breaks. */
    static byte[] of(Representation representation) {
        String json = new String(representation.body(), StandardCharsets.UTF_8);
        return utf8("event: status\nid: " + representation.etag() + "\ndata: " + json + "\n\n");
    }

    /** Returns the beginning of a stream that has that to tell. */
    static byte[] beginningWith(Representation representation) {
        byte[] event = of(representation);
        byte[] both = Arrays.copyOf(RETRY, RETRY.length + event.length);
        System.arraycopy(event, 0, both, RETRY.length, event.length);
        return both;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
