package io.contentjobs.redis;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * The address of a Redis, with user and password:
 *
 * <ul>
 *   <li>{@code redis://[user:password@]host[:port][/database]}: one server
 *   <li>{@code redis-sentinel://[user:password@]host[:port],…/master[/database]}: the master that Sentinels name. If the
 *       Sentinels require a password, add {@code ?sentinelPassword=…}, and {@code sentinelUser=…} for a user
 *   <li>{@code redis-cluster://[user:password@]host[:port],…}: a Cluster, found through any of its nodes
 * </ul>
 *
 * <p>{@code rediss}, {@code rediss-sentinel} and {@code rediss-cluster} are the same over TLS. The JVM must trust the
 * server's certificate, and the certificate must name the host. The user may be left out ({@code :password@}). User, password
 * and master are percent-encoded UTF-8 (RFC 3986). The default port is 6379, that of a Sentinel 26379. An IPv6 address stands
 * in brackets.
 *
 * <p>Immutable. {@link #toString()} and the messages of {@link #parse} never contain a password.
 */
public final class RedisUrl {
    /** The kind of servers at the hosts. */
    enum Topology {
        STANDALONE("redis", 6379),
        SENTINEL("redis-sentinel", 26379),
        CLUSTER("redis-cluster", 6379);

        final String scheme;
        final int defaultPort;

        Topology(String scheme, int defaultPort) {
            this.scheme = scheme;
            this.defaultPort = defaultPort;
        }

        String tlsScheme() {
            return scheme.replace("redis", "rediss");
        }
    }

    /**
     * The arguments of {@code AUTH}.
     *
     * @param user null for Redis's default user
     * @param password null if the server requires none
     */
    record Credentials(@Nullable String user, @Nullable String password) {
        static final Credentials NONE = new Credentials(null, null);

        @Override
        public String toString() {
            return password == null ? "" : (user == null ? "" : user) + ":****@";
        }
    }

    private final Topology topology;
    private final boolean tls;
    private final Credentials credentials;
    private final Credentials sentinelCredentials;
    private final List<HostAndPort> hosts;
    private final String master;
    private final int database;

    RedisUrl(
            Topology topology,
            boolean tls,
            Credentials credentials,
            Credentials sentinelCredentials,
            List<HostAndPort> hosts,
            String master,
            int database) {
        this.topology = topology;
        this.tls = tls;
        this.credentials = credentials;
        this.sentinelCredentials = sentinelCredentials;
        this.hosts = List.copyOf(hosts);
        this.master = master;
        this.database = database;
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if the URL has none of the forms. The message names the rule, and quotes nothing of the
     *     URL
     */
    public static RedisUrl parse(String url) {
        return new RedisUrlParser(url).parse();
    }

    Topology topology() {
        return topology;
    }

    boolean tls() {
        return tls;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Returns the credentials for the Sentinels; {@link Credentials#NONE} without Sentinels. */
    Credentials sentinelCredentials() {
        return sentinelCredentials;
    }

    /** Returns the host of the server, or those of Sentinels or of nodes of a Cluster; at least one. */
    List<HostAndPort> hosts() {
        return hosts;
    }

    /** Returns the master's name at the Sentinels; empty without Sentinels. */
    String master() {
        return master;
    }

    int database() {
        return database;
    }

    /** Returns the URL with each password as {@code ****}. */
    @Override
    public String toString() {
        return (tls ? topology.tlsScheme() : topology.scheme)
                + "://"
                + credentials
                + hosts.stream().map(RedisUrl::text).collect(Collectors.joining(","))
                + (master.isEmpty() ? "" : "/" + master)
                + (database == 0 ? "" : "/" + database)
                + (sentinelCredentials.password() == null ? "" : "?sentinelPassword=****");
    }

    private static String text(HostAndPort host) {
        String name = host.getHost();
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + host.getPort();
    }
}
