package io.contentjobs.http;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may read responses: Fetch Standard, section 3.3 (CORS protocol). Immutable. */
public final class CorsOrigins {
    /** An origin as browsers write it, so that a comparison of bytes suffices: RFC 6454, section 6.2. */
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");

    private static final int MAX_PORT = 65_535;
    private static final Map<String, String> DEFAULT_PORTS = Map.of("http", "80", "https", "443");

    private final Map<String, HttpField> permissions;

    private CorsOrigins(Map<String, HttpField> permissions) {
        this.permissions = permissions;
    }

    /**
     * Parses a list of origins.
     *
     * @param list separated by commas, such as {@code https://app.example.com,http://localhost:3000}
     * @throws IllegalArgumentException if an element is not an origin as browsers write it
     */
    public static CorsOrigins parse(String list) {
        return new CorsOrigins(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .peek(CorsOrigins::check)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), CorsOrigins::permission)));
    }

    /** Returns the header that allows pages of that origin to read the response; null if they may not. */
    @Nullable HttpField permissionOf(@Nullable String origin) {
        return origin == null ? null : permissions.get(origin);
    }

    private static HttpField permission(String origin) {
        return new PreEncodedHttpField("Access-Control-Allow-Origin", origin);
    }

    private static void check(String origin) {
        var parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            throw new IllegalArgumentException("an origin is scheme://host[:port], in lower case, without a path or *");
        }
        String port = parts.group(3);
        if (port != null && Integer.parseInt(port) > MAX_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to " + MAX_PORT);
        }
        if (port != null && port.equals(DEFAULT_PORTS.get(parts.group(1)))) {
            throw new IllegalArgumentException("browsers omit the default port of the scheme: " + port);
        }
    }
}
