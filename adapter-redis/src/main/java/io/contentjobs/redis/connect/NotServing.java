package io.contentjobs.redis.connect;

import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Tells which error replies speak of the server, and not of the command, the key or the user's permissions. Such a
 * server has another role now, or cannot serve at present. Behind the same name or address there may by now be another
 * server that can, which only a new connection finds.
 *
 * <table>
 * <caption>Redis's error codes</caption>
 * <tr><th>code</th><th>new connection</th><th>reason</th></tr>
 * <tr><td>READONLY</td><td>yes</td><td>the server has become a replica</td></tr>
 * <tr><td>MASTERDOWN</td><td>yes</td><td>a replica without its master ({@code replica-serve-stale-data no})</td></tr>
 * <tr><td>UNBLOCKED</td><td>yes</td><td>the server has become a replica while the command waited</td></tr>
 * <tr><td>NOREPLICAS</td><td>yes</td><td>a former master that its replicas have left ({@code min-replicas-to-write})</td></tr>
 * <tr><td>CLUSTERDOWN</td><td>yes</td><td>the node has lost touch with its Cluster</td></tr>
 * <tr><td>TRYAGAIN</td><td>yes</td><td>the node is giving the slot away</td></tr>
 * <tr><td>LOADING</td><td>yes</td><td>the server has been restarted and reads its data</td></tr>
 * <tr><td>MISCONF</td><td>yes</td><td>the server cannot write to its disk, and refuses changes until it can</td></tr>
 * <tr><td>OOM</td><td>yes</td><td>the memory is full; a full replica with {@code replica-ignore-maxmemory no} replies
 *     this instead of READONLY</td></tr>
 * <tr><td>BUSY</td><td>yes</td><td>a script runs without end; a Cluster replaces such a node, which does not notice</td></tr>
 * <tr><td>NOAUTH, WRONGPASS, {@code ERR … unauthenticated …}</td><td>yes</td><td>the login of the connection does not
 *     count here (any more); a new one logs in anew</td></tr>
 * <tr><td>NOPERM</td><td>no</td><td>Redis looks permissions up by user with each command, so that a changed rule counts
 *     at once on an old connection too, and a new connection is the same user</td></tr>
 * <tr><td>MOVED, ASK</td><td>no</td><td>name the node that serves; they are followed</td></tr>
 * <tr><td>ERR, WRONGTYPE, NOSCRIPT, CROSSSLOT, EXECABORT, NOPROTO and all others</td><td>no</td><td>speak of the command or
 *     the key: every server replies the same</td></tr>
 * </table>
 *
 * <p>Redis 6 wraps what a command in a script is told: {@code ERR Error running script (…): … -READONLY …}.
 */
public final class NotServing {
    private static final Pattern CODES = Pattern.compile("^(?:ERR Error running script .* -)?"
            + "(?:READONLY|MASTERDOWN|UNBLOCKED|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|LOADING|MISCONF|OOM|BUSY|NOAUTH|WRONGPASS)"
            + "(?: .*)?$");

    private static final Pattern NOT_LOGGED_IN = Pattern.compile("^ERR .*\\bunauthenticated\\b.*$");

    private NotServing() {}

    /** Tells whether the reply is one after which the connections to that server are to be made anew. */
    public static boolean isSaidBy(JedisDataException reply) {
        String message = reply.getMessage();
        return message != null
                && (CODES.matcher(message).matches()
                        || NOT_LOGGED_IN.matcher(message).matches());
    }
}
