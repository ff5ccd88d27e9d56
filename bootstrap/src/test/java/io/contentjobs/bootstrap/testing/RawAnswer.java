package io.contentjobs.bootstrap.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came, to a request as it was written: no client between that knows better.
 *
 * @param fields by their names in small letters; of several of one name, one after the other with commas between
 */
public record RawAnswer(int status, Map<String, String> fields, String body) {
    private static final int TIMEOUT_MILLIS = 60_000;

    /**
     * Sends a request, and reads until the server closes the connection.
     *
     * @param request as it goes over the wire; it asks that the connection be closed
     */
    public static RawAnswer to(String request, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    /** The media type, without its parameters. */
    public String type() {
        return fields.getOrDefault("content-type", "").replaceFirst(";.*", "");
    }

    private static RawAnswer parse(String octets) {
        int end = octets.indexOf("\r\n\r\n");
        String[] lines = octets.substring(0, end).split("\r\n", -1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            fields.merge(name, lines[i].substring(colon + 1).strip(), (one, other) -> one + ", " + other);
        }
        String rest = octets.substring(end + 4);
        boolean chunked = fields.getOrDefault("transfer-encoding", "").equals("chunked");
        String body = chunked ? unchunked(rest) : rest;
        return new RawAnswer(
                Integer.parseInt(lines[0].split(" ", -1)[1]), fields, new String(body.getBytes(ISO_8859_1), UTF_8));
    }

    private static String unchunked(String chunks) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int length = line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line), 16);
            if (length == 0) {
                return whole.toString();
            }
            whole.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }
}
