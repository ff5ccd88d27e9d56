package io.contentjobs.http.security;

import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The bearer token of a request: RFC 6750, section 2.1. Tokens in a query or a body are ignored. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    /** Nobody can have signed it. */
    private static final String NO_TOKEN = "";

    private BearerToken() {}

    /**
     * Returns the token, valid or not; empty if there is none. Two {@code Authorization} headers are an invalid token: a gateway
     * may have checked the other one.
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
