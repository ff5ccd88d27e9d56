package io.contentjobs.http.security;

import io.contentjobs.http.headers.Header;
import io.contentjobs.http.status.ErrorReplies;
import io.contentjobs.http.status.StatusReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Refuses requests to the API without a valid token: RFC 6750, section 3. CORS preflights need no token. */
public final class Authentication extends Handler.Wrapper {
    private static final String API = "/api/";
    private static final Pattern USUAL_PATH = Pattern.compile("/|(/[A-Za-z0-9_-][A-Za-z0-9._-]*+)++/?");
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"content-jobs\"";
    private static final StatusReply NO_TOKEN = refusal(CHALLENGE);
    private static final StatusReply INVALID_TOKEN = refusal(CHALLENGE + ", error=\"invalid_token\"");

    private final Predicate<String> tokens;
    private final Refusal refusal;

    /** @param tokens tells whether a token is valid */
    public Authentication(Predicate<String> tokens, Refusal refusal, Handler protectedHandler) {
        super(protectedHandler);
        this.tokens = tokens;
        this.refusal = refusal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isOutsideOfApi(request.getHttpURI().getPath()) || Preflights.isPreflight(request)) {
            return super.handle(request, response, callback);
        }
        Optional<String> token = tokenIn(request);
        if (token.filter(tokens).isPresent()) {
            return super.handle(request, response, callback);
        }
        refusal.refuse(token.isPresent() ? INVALID_TOKEN : NO_TOKEN, request, response, callback);
        return true;
    }

    /**
     * Tells whether a path is certainly outside the API. A path in an unusual spelling is not, because a router might map
     * it to the API.
     *
     * @param path the path with percent-encoding
     */
    private static boolean isOutsideOfApi(@Nullable String path) {
        return path != null && !path.startsWith(API) && USUAL_PATH.matcher(path).matches();
    }

    /**
     * Returns the token, valid or not; empty if there is none. Ignores tokens in a query or a body. For two {@code
     * Authorization} headers returns an empty text, which is an invalid token, because a gateway may have checked the
     * other header.
     */
    private static Optional<String> tokenIn(Request request) {
        List<String> headers = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (headers.size() > 1) {
            return Optional.of("");
        }
        return headers.stream()
                .filter(credentials -> credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(credentials -> credentials.substring(SCHEME.length()).strip())
                .findFirst();
    }

    private static StatusReply refusal(String challenge) {
        return ErrorReplies.of(401, "AUTH_001", "인증이 필요합니다").with(Header.constant("WWW-Authenticate", challenge));
    }
}
