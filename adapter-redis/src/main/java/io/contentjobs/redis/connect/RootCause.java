package io.contentjobs.redis.connect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Says in a line why Redis could not be asked. Jedis wraps the reason ("Failed to create socket."), or suppresses it
 * where a host has several addresses; so all causes and all suppressed exceptions are looked at.
 */
final class RootCause {
    private static final int MAX_THROWABLES = 32;
    private static final Pattern CONNECTING = Pattern.compile("Failed to connect to (\\S+:\\d+)\\.?");

    private static final List<String> HANG_UPS = List.of(
            "Connection reset",
            "Broken pipe",
            "Connection aborted",
            "Unexpected end of stream",
            "terminated the handshake");

    private RootCause() {}

    /**
     * Returns the reason, with the host.
     *
     * @param hosts named where the failure itself names none
     */
    static String of(Throwable failure, String hosts) {
        List<Throwable> all = all(failure);
        String host = all.stream()
                .map(one -> CONNECTING.matcher(String.valueOf(one.getMessage())))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElse(hosts);
        return Stream.of(
                        first(all, UnknownHostException.class).map(unknown -> "unknown host " + nameIn(unknown)),
                        first(all, SSLException.class).map(tls -> "TLS with " + host + " failed: " + messageOf(tls)),
                        first(all, NoRouteToHostException.class).map(none -> "no route to " + host),
                        first(all, ConnectException.class).map(refused -> refusal(refused, host)),
                        first(all, SocketTimeoutException.class).map(slow -> host + ": " + messageOf(slow)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> other(all, host));
    }

    /** Tells whether time ran out: of connecting, of a reply, or of waiting for one of the pooled connections. */
    static boolean isTimeout(Throwable failure) {
        return all(failure).stream()
                .anyMatch(one -> one instanceof SocketTimeoutException
                        || (one instanceof NoSuchElementException
                                && messageOf(one).startsWith("Timeout waiting"))
                        || (one instanceof ConnectException && messageOf(one).contains("timed out")));
    }

    /** Tells whether the other side ended the connection without a word that was read. */
    static boolean isHangUp(Throwable failure) {
        return all(failure).stream()
                .map(RootCause::messageOf)
                .anyMatch(message -> HANG_UPS.stream().anyMatch(message::contains));
    }

    /** Tells whether nothing of the failure says what went wrong on the network. */
    static boolean isVague(Throwable failure) {
        return all(failure).stream()
                .noneMatch(one -> one instanceof IOException || one instanceof NoSuchElementException);
    }

    /** Returns the error that Redis replied with while Jedis connected. */
    static Optional<JedisDataException> replyIn(Throwable failure) {
        return first(all(failure), JedisDataException.class);
    }

    private static String refusal(ConnectException refused, String host) {
        String message = messageOf(refused);
        return message.startsWith("Connection refused") ? "connection refused by " + host : host + ": " + message;
    }

    private static String other(List<Throwable> all, String host) {
        String message = messageOf(all.get(all.size() - 1));
        return message.contains(host) ? message : host + ": " + message;
    }

    /** Java's message is the name, on some systems followed by a colon and the resolver's own words. */
    private static String nameIn(UnknownHostException unknown) {
        return messageOf(unknown).replaceFirst(": .*", "");
    }

    private static String messageOf(Throwable one) {
        String message = one.getMessage();
        return message == null ? one.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Returns the failure, its causes and its suppressed exceptions; the cause of the cause comes last. */
    private static List<Throwable> all(Throwable failure) {
        List<Throwable> found = new ArrayList<>();
        Deque<Throwable> next = new ArrayDeque<>(List.of(failure));
        while (!next.isEmpty() && found.size() < MAX_THROWABLES) {
            Throwable one = next.pop();
            found.add(one);
            if (one.getCause() != null) {
                next.push(one.getCause());
            }
            Arrays.stream(one.getSuppressed()).forEach(next::push);
        }
        return found;
    }
}
