package io.contentjobs.redis;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where a Redis is, and how to be let in:
 *
 * <ul>
 *   <li>{@code redis://[user:password@]host[:port][/database]}: one server
 *   <li>{@code redis-sentinel://[user:password@]host[:port],…/master[/database]}: what Sentinels say is the master; add
 *       {@code ?sentinelPassword=…}, and {@code sentinelUser=…} with it, where they want to be told one too
 *   <li>{@code redis-cluster://[user:password@]host[:port],…}: a Cluster, found through any of its nodes
 * </ul>
 *
 * <p>{@code rediss}, {@code rediss-sentinel} and {@code rediss-cluster} are the same over TLS, where certificates must
 * be trusted by the JVM and name the host. The user may be left out ({@code :password@}). User, password and master are
 * percent-decoded (RFC 3986). Ports default to 6379, Sentinels' to 26379; IPv6 addresses stand in brackets.
 *
 * <p>Immutable. {@link #toString()} and the messages of {@link #parse} never hold a password.
 */
public final class RedisUrl {
    /** What runs at the hosts. */
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
     * What a server is told first.
     *
     * @param user null for Redis's default user
     * @param password null where none is wanted
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
     * Returns what {@code url} says.
     *
     * @throws IllegalArgumentException if it has none of the forms; the message says what is allowed, not what was given
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

    /** Returns what Sentinels are told; {@link Credentials#NONE} elsewhere. */
    Credentials sentinelCredentials() {
        return sentinelCredentials;
    }

    /** Returns one host, or Sentinels, or nodes of a Cluster; at least one. */
    List<HostAndPort> hosts() {
        return hosts;
    }

    /** Returns the name under which Sentinels know the master; empty elsewhere. */
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
                + hosts.stream().map(RedisUrl::written).collect(Collectors.joining(","))
                + (master.isEmpty() ? "" : "/" + master)
                + (database == 0 ? "" : "/" + database)
                + (sentinelCredentials.password() == null ? "" : "?sentinelPassword=****");
    }

    private static String written(HostAndPort host) {
        String name = host.getHost();
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + host.getPort();
    }
}
