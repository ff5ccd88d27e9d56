package io.contentjobs.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks what listens on a port who it is: a server that was there before would answer just as well. */
final class RedisGreeting {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int MAX_REPLY = 16_384;
    private static final byte[] QUESTION = "INFO server\r\n".getBytes(StandardCharsets.US_ASCII);

    private RedisGreeting() {}

    /** Tells whether the Redis of that process id answers there, be it that it wants a password first. */
    static boolean isAnsweredBy(long pid, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(QUESTION);
            return isIn(socket.getInputStream(), "process_id:" + pid + "\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isIn(InputStream reply, String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[MAX_REPLY];
        while (text.length() < MAX_REPLY) {
            int count = reply.read(buffer);
            if (count < 0) {
                return false;
            }
            text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            if (text.indexOf(wanted) >= 0 || text.indexOf("-NOAUTH") == 0) {
                return true;
            }
        }
        return false;
    }
}
