package io.contentjobs.redis;

import io.contentjobs.redis.RedisUrl.Credentials;
import io.contentjobs.redis.RedisUrl.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/** Parses the URL of a Redis. No message quotes the URL: any part of a malformed one may be a password. */
final class RedisUrlParser {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern DATABASE = Pattern.compile("[0-9]{1,6}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_PORT = 65_535;
    private static final String SENTINEL_USER = "sentinelUser";
    private static final String SENTINEL_PASSWORD = "sentinelPassword";

    private final String url;

    RedisUrlParser(String url) {
        this.url = url;
    }

    RedisUrl parse() {
        int schemeEnd = url.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : url.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        for (Topology topology : Topology.values()) {
            if (scheme.equals(topology.scheme) || scheme.equals(topology.tlsScheme())) {
                return parse(topology, scheme.equals(topology.tlsScheme()), url.substring(schemeEnd + 3));
            }
        }
        throw refused("it must begin with redis://, redis-sentinel:// or redis-cluster://, or rediss… for TLS");
    }

    private static RedisUrl parse(Topology topology, boolean tls, String rest) {
        if (rest.indexOf('#') >= 0) {
            throw refused("'#' is not allowed; in user and password, write %23");
        }
        int queryAt = rest.indexOf('?');
        String query = queryAt < 0 ? "" : rest.substring(queryAt + 1);
        String beforeQuery = queryAt < 0 ? rest : rest.substring(0, queryAt);
        int pathAt = beforeQuery.indexOf('/');
        String authority = pathAt < 0 ? beforeQuery : beforeQuery.substring(0, pathAt);
        String path = pathAt < 0 ? "" : beforeQuery.substring(pathAt + 1);
        if (path.indexOf('@') >= 0 || query.indexOf('@') >= 0) {
            throw refused("in user and password, write %2F for '/', %3F for '?' and %40 for '@'");
        }
        int hostsAt = authority.lastIndexOf('@') + 1;
        Credentials credentials = hostsAt == 0 ? Credentials.NONE : credentials(authority.substring(0, hostsAt - 1));
        List<HostAndPort> hosts = hosts(topology, authority.substring(hostsAt));
        Map<String, String> parameters = parameters(topology, query);
        Credentials sentinel = new Credentials(parameters.get(SENTINEL_USER), parameters.get(SENTINEL_PASSWORD));
        return switch (topology) {
            case STANDALONE -> new RedisUrl(topology, tls, credentials, sentinel, hosts, "", database(path));
            case SENTINEL -> {
                int databaseAt = path.indexOf('/');
                String master = databaseAt < 0 ? path : path.substring(0, databaseAt);
                int database = databaseAt < 0 ? 0 : database(path.substring(databaseAt + 1));
                yield new RedisUrl(topology, tls, credentials, sentinel, hosts, master(master), database);
            }
            case CLUSTER -> {
                if (!path.isEmpty()) {
                    throw refused("a Cluster has one database: nothing may follow the hosts");
                }
                yield new RedisUrl(topology, tls, credentials, sentinel, hosts, "", 0);
            }
        };
    }

    private static Credentials credentials(String userInfo) {
        int passwordAt = userInfo.indexOf(':') + 1;
        if (passwordAt == 0 || passwordAt == userInfo.length()) {
            throw refused("before '@' there must be user:password or :password");
        }
        String user = Percent.decode(userInfo.substring(0, passwordAt - 1));
        return new Credentials(user.isEmpty() ? null : user, Percent.decode(userInfo.substring(passwordAt)));
    }

    private static List<HostAndPort> hosts(Topology topology, String list) {
        List<HostAndPort> hosts = new ArrayList<>();
        for (String host : list.split(",", -1)) {
            hosts.add(host(topology, host));
        }
        if (topology == Topology.STANDALONE && hosts.size() > 1) {
            throw refused("only redis-sentinel:// and redis-cluster:// take several hosts");
        }
        return hosts;
    }

    private static HostAndPort host(Topology topology, String text) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int portAt = text.indexOf(':', Math.max(bracket, 0));
        String name = portAt < 0 ? text : text.substring(0, portAt);
        if (bracket >= 0 && bracket == name.length() - 1) {
            name = name.substring(1, bracket);
            require(IPV6.matcher(name).matches(), "only an IPv6 address may be in brackets");
        } else {
            require(
                    HOST.matcher(name).matches(),
                    "a host must be a name or an address; an IPv6 address must be in brackets");
        }
        return new HostAndPort(name, portAt < 0 ? topology.defaultPort : port(text.substring(portAt + 1)));
    }

    private static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        require(port > 0 && port <= MAX_PORT, "a port must be a number from 1 to 65535");
        return port;
    }

    private static int database(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        require(DATABASE.matcher(text).matches(), "the database must be a number");
        return Integer.parseInt(text);
    }

    private static String master(String text) {
        String master = Percent.decode(text);
        require(
                MASTER.matcher(master).matches(),
                "the master's name must follow the hosts of the Sentinels: …host:port/mymaster");
        return master;
    }

    private static Map<String, String> parameters(Topology topology, String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int valueAt = parameter.indexOf('=') + 1;
            String name = valueAt == 0 ? parameter : parameter.substring(0, valueAt - 1);
            boolean known = topology == Topology.SENTINEL
                    && Set.of(SENTINEL_USER, SENTINEL_PASSWORD).contains(name);
            require(
                    known && valueAt > 0 && valueAt < parameter.length(),
                    "only redis-sentinel:// takes parameters: " + SENTINEL_PASSWORD + ", " + SENTINEL_USER);
            require(
                    parameters.put(name, Percent.decode(parameter.substring(valueAt))) == null,
                    "a parameter is given twice");
        }
        require(
                !parameters.containsKey(SENTINEL_USER) || parameters.containsKey(SENTINEL_PASSWORD),
                SENTINEL_USER + " needs " + SENTINEL_PASSWORD);
        return parameters;
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw refused(rule);
        }
    }

    static IllegalArgumentException refused(String rule) {
        return new IllegalArgumentException("Not the URL of a Redis: " + rule);
    }
}
