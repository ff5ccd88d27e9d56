package io.contentjobs.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host names that a server accepts in requests, with any port: {@code localhost}, {@code 127.0.0.1}, {@code [::1]}
 * and the host that it listens on. This protects against DNS rebinding, where an attacker's host name resolves to this
 * server.
 *
 * <p>A server that listens on all interfaces does not know its names. It also accepts each IP address, because DNS
 * rebinding needs a name. Immutable.
 */
public final class AllowedHosts {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*");
    private static final Set<String> ALL_INTERFACES = Set.of("0.0.0.0", canonical("::"));

    private final Set<String> hosts;
    private final boolean anyAddress;

    private AllowedHosts(Set<String> hosts, boolean anyAddress) {
        this.hosts = hosts;
        this.anyAddress = anyAddress;
    }

    /**
     * Returns the hosts of a server.
     *
     * @param listening the host name or address that it listens on; an IPv6 address without brackets
     */
    public static AllowedHosts of(String listening) {
        String host = canonical(listening);
        boolean all = ALL_INTERFACES.contains(host);
        return new AllowedHosts(Set.copyOf(List.of("localhost", "127.0.0.1", canonical("::1"), host)), all);
    }

    /** Tells whether the server accepts that host; an IPv6 address is in brackets. */
    boolean contains(String host) {
        String canonical = canonical(host);
        return hosts.contains(canonical) || (anyAddress && isAddress(canonical));
    }

    private static boolean isAddress(String canonical) {
        return IPV4.matcher(canonical).matches() || IPV6.matcher(canonical).matches();
    }

    /**
     * Returns the host in lower case, without the dot of an absolute name; an IPv6 address without brackets and in one
     * form.
     */
    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
        if (!IPV6.matcher(bare).matches()) {
            return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        }
        try {
            return InetAddress.getByName(bare).getHostAddress(); // an address, so there is no DNS lookup
        } catch (UnknownHostException malformed) {
            return bare;
        }
    }
}
