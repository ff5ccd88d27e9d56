package io.contentjobs.http;

import static io.contentjobs.http.testing.Tokens.CLAIMS;
import static io.contentjobs.http.testing.Tokens.SECRET;
import static io.contentjobs.http.testing.Tokens.claims;
import static io.contentjobs.http.testing.Tokens.header;
import static io.contentjobs.http.testing.Tokens.hs256;
import static io.contentjobs.http.testing.Tokens.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.contentjobs.http.security.TokenKey;
import io.contentjobs.http.testing.SetClock;
import io.contentjobs.http.testing.WordSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens are accepted, and which are cached for how long. */
final class TokenVerifierTest {
    private static final long START = SetClock.START.getEpochSecond();

    private final SetClock clock = new SetClock();
    private final AtomicInteger checks = new AtomicInteger();
    private final TokenVerifier tokens;

    TokenVerifierTest() throws JOSEException {
        var counting = new MACVerifier(SECRET) {
            @Override
            public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
                checks.incrementAndGet();
                return super.verify(header, input, signature);
            }
        };
        var key = new TokenKey(null, JWSAlgorithm.HS256, counting);
        tokens = new TokenVerifier(new TokenKeys(List.of(key)), TokenClaims.ANY, clock);
    }

    @Test
    void signature_of_a_valid_token_is_checked_once() {
        assertThat(Collections.nCopies(100, hs256(CLAIMS))).allMatch(tokens::accepts);
        assertThat(checks).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "iss":"https://us","aud":"jobs"             | true
            "iss":"https://us","aud":["others","jobs"]  | true
            "iss":"https://us"                          | false
            "iss":"https://us","aud":[]                 | false
            "iss":"https://us","aud":"others"           | false
            "iss":"https://us","aud":{"jobs":1}         | false
            "iss":"https://us/","aud":"jobs"            | false
            "iss":["https://us"],"aud":"jobs"           | false
            "aud":"jobs"                                | false
            """)
    void token_of_another_issuer_or_for_another_audience_is_refused(String members, boolean accepted) {
        TokenClaims required = new TokenClaims(Optional.of("https://us"), Optional.of("jobs"));
        String token = hs256(claims(members + ",\"exp\":" + (START + 60)));
        assertThat(new TokenVerifier(TokenKeys.ofSecret(SECRET), required, clock).accepts(token))
                .isEqualTo(accepted);
    }

    /** The first wraps around to the year 2033 in milliseconds; 1767323045000 is 2026 in milliseconds. */
    @ParameterizedTest
    @WordSource("""
            -18446744073709551 18446744075509551 9223372036854775807 -9223372036854775808 9223372036854776
            99999999999999999999999999 -99999999999999999999999999 253402300800 1767323045000 -1 -0.5 1e30 1e400 -1e400
            NaN Infinity null true "1893456000" [1893456000] {"seconds":1893456000}
            """)
    void time_out_of_range_is_refused(String time) {
        String year9999 = "253402300799";
        assertThat(tokens.accepts(hs256(claims("\"exp\":" + time)))).as("exp").isFalse();
        assertThat(tokens.accepts(hs256(claims("\"nbf\":" + time + ",\"exp\":" + year9999))))
                .as("nbf")
                .isFalse();
        assertThat(tokens.accepts(hs256(claims("\"nbf\":0,\"exp\":" + year9999))))
                .as("within range")
                .isTrue();
    }

    @ParameterizedTest
    @WordSource("%d %d.0 %d.999 %d00e-2 0.%de10")
    void time_may_be_written_as_any_number(String form) {
        String exp = "\"exp\":" + form.formatted(START + 60);
        assertThat(tokens.accepts(hs256(claims("\"nbf\":" + form.formatted(START - 60) + "," + exp))))
                .isTrue();
        clock.move(Duration.ofSeconds(60 + 30));
        assertThat(tokens.accepts(hs256(claims(exp)))).isFalse();
    }

    @Test
    void cached_token_expires() {
        String token = hs256(CLAIMS);
        assertThat(tokens.accepts(token)).isTrue();
        clock.move(Duration.ofSeconds(60 + 29));
        assertThat(tokens.accepts(token)).isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(tokens.accepts(token)).isFalse();
        assertThat(checks).hasValue(1);
    }

    @Test
    void early_token_becomes_valid() {
        String token = hs256(claims("\"nbf\":" + (START + 40) + ",\"exp\":" + (START + 90)));
        assertThat(tokens.accepts(token)).isFalse();
        clock.move(Duration.ofSeconds(10));
        assertThat(tokens.accepts(token)).isTrue();
    }

    @Test
    void invalid_tokens_are_not_cached() {
        String valid = hs256(CLAIMS);
        String invalid =
                unsigned(header("HS256", ""), "{\"exp\":99999999999}") + valid.substring(valid.lastIndexOf('.'));
        assertThat(tokens.accepts(valid)).isTrue();
        assertThat(tokens.accepts(invalid)).isFalse();
        assertThat(tokens.accepts(invalid)).isFalse();
        assertThat(checks).hasValue(3);
    }

    @Test
    void token_has_one_spelling() {
        String valid = hs256(CLAIMS);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = valid.length() - 1;
        String sameBytes = valid.substring(0, last) + letters.charAt(letters.indexOf(valid.charAt(last)) ^ 1);
        assertThat(tokens.accepts(valid)).isTrue();
        assertThat(List.of(sameBytes, valid + "=", valid + "~", ' ' + valid, valid + '\n', valid + "A"))
                .noneMatch(tokens::accepts);
    }

    @Test
    void cache_is_cleared_when_the_keys_change() {
        byte[] secret = "another secret of more than thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
        String old = hs256(CLAIMS);
        String next = hs256(header("HS256", ""), CLAIMS, secret);
        assertThat(tokens.accepts(old)).isTrue();
        assertThat(tokens.accepts(next)).isFalse();
        tokens.replaceKeys(TokenKeys.ofSecret(secret));
        assertThat(tokens.accepts(old)).isFalse();
        assertThat(tokens.accepts(next)).isTrue();
    }
}
