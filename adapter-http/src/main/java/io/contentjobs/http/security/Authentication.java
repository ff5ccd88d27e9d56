package io.contentjobs.http.security;

import io.contentjobs.http.headers.Header;
import io.contentjobs.http.status.ErrorReplies;
import io.contentjobs.http.status.StatusReply;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests to the API without a valid token: RFC 6750, section 3. CORS preflights never have one. */
public final class Authentication extends Handler.Wrapper {
    private static final String CHALLENGE = "Bearer realm=\"content-jobs\"";
    private static final StatusReply NO_TOKEN = refusal(CHALLENGE);
    private static final StatusReply INVALID_TOKEN = refusal(CHALLENGE + ", error=\"invalid_token\"");

    private final Predicate<String> tokens;
    private final Refusal refusal;

    /**
     * Answers in front of the API.
     *
     * @param tokens tells which tokens are valid
     * @param refusal refuses requests without one
     */
    public Authentication(Predicate<String> tokens, Refusal refusal, Handler protectedHandler) {
        super(protectedHandler);
        this.tokens = tokens;
        this.refusal = refusal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (ApiPath.isOther(request.getHttpURI().getPath()) || Preflights.isPreflight(request)) {
            return super.handle(request, response, callback);
        }
        Optional<String> token = BearerToken.in(request.getHeaders());
        if (token.isPresent() && tokens.test(token.get())) {
            return super.handle(request, response, callback);
        }
        refusal.refuse(token.isPresent() ? INVALID_TOKEN : NO_TOKEN, request, response, callback);
        return true;
    }

    private static StatusReply refusal(String challenge) {
        return ErrorReplies.of(401, "AUTH_001", "인증이 필요합니다").with(Header.constant("WWW-Authenticate", challenge));
    }
}
