package io.contentjobs.http.security;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What a client shows to be let in: RFC 6750, section 2.1. Neither a query nor a body is looked at. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    /** Which nobody can have signed. */
    private static final String NO_TOKEN = "";

    private BearerToken() {}

    /**
     * Returns what is in the place of a token, whatever it is; nothing if the client shows none. Two fields are none that is
     * valid: a gateway may have looked at the other one.
     */
    static Optional<String> in(HttpFields request) {
        HttpField found = null;
        for (HttpField field : request) {
            if (field.getHeader() == HttpHeader.AUTHORIZATION) {
                if (found != null) {
                    return Optional.of(NO_TOKEN);
                }
                found = field;
            }
        }
        return found == null ? Optional.empty() : in(found.getValue());
    }

    private static Optional<String> in(String credentials) {
        boolean isBearer = credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? Optional.of(credentials.substring(SCHEME.length()).strip()) : Optional.empty();
    }
}
