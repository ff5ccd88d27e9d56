package io.contentjobs.bootstrap.endtoend;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests on one connection, all at once, and takes apart whatever comes until that ends. */
final class HostileClient {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Za-z' -]+");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z-]+): ([\\x20-\\x7e]+)");

    /**
     * An answer.
     *
     * @param fields names in lower case
     * @param body empty where a stream goes on
     */
    record Response(int status, Map<String, String> fields, String body, boolean isWhole) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private HostileClient() {}

    /** Returns the answers; they may be fewer than there are requests, if the server lets the client go. */
    static List<Response> send(int port, List<HostileRequest> requests) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            StringBuilder all = new StringBuilder();
            requests.forEach(request -> all.append(request.text()));
            List<Response> responses = new ArrayList<>();
            try {
                socket.getOutputStream().write(all.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean more = true;
                while (more && next(in) >= 0) {
                    int number = responses.size();
                    boolean head =
                            number < requests.size() && requests.get(number).isHead();
                    Response response = receive(in, head);
                    responses.add(response);
                    more = response.isWhole();
                }
            } catch (SocketException reset) {
                return responses; // let go with something unread
            }
            return responses;
        }
    }

    /** Returns the next byte, which is left there; negative at the end. */
    private static int next(InputStream in) throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }

    private static Response receive(InputStream in, boolean head) throws IOException {
        Matcher first = matches(STATUS_LINE, line(in));
        int status = Integer.parseInt(first.group(1));
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            Matcher field = matches(FIELD, line);
            String name = field.group(1).toLowerCase(Locale.ROOT);
            if (fields.put(name, field.group(2)) != null) {
                throw new AssertionError("Twice: " + line);
            }
        }
        Response response = new Response(status, fields, "", true);
        if (response.field("content-type").startsWith("text/event-stream")) {
            return new Response(status, fields, "", false);
        }
        boolean refusedUnread = head && next(in) == '{'; // of what it was not yet known that it is a HEAD
        if ((head && !refusedUnread) || status == 304 || status == 204) {
            return response;
        }
        byte[] body = in.readNBytes(Integer.parseInt(response.field("content-length")));
        return new Response(status, fields, new String(body, StandardCharsets.UTF_8), true);
    }

    private static Matcher matches(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("Not HTTP: " + line);
        }
        return matcher;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Ends after: " + line);
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new AssertionError("No line feed after: " + line);
        }
        return line.toString();
    }
}
