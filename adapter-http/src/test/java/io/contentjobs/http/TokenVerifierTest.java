package io.contentjobs.http;

import static io.contentjobs.http.testing.Tokens.CLAIMS;
import static io.contentjobs.http.testing.Tokens.SECRET;
import static io.contentjobs.http.testing.Tokens.claims;
import static io.contentjobs.http.testing.Tokens.header;
import static io.contentjobs.http.testing.Tokens.hmac;
import static io.contentjobs.http.testing.Tokens.hs256;
import static io.contentjobs.http.testing.Tokens.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import io.contentjobs.http.security.TokenKey;
import io.contentjobs.http.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are accepted, and which are cached for how long. */
final class TokenVerifierTest {
    private final SetClock clock = new SetClock();
    private final CountingVerifier counting = new CountingVerifier();
    private final TokenVerifier tokens = new TokenVerifier(
            new TokenKeys(List.of(new TokenKey(null, JWSAlgorithm.HS256, counting))), TokenClaims.ANY, clock);

    @Test
    void signature_of_a_good_token_is_checked_once() {
        String token = hs256(CLAIMS);
        for (int i = 0; i < 100; i++) {
            assertThat(tokens.accepts(token)).isTrue();
        }

        assertThat(counting.checks()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"iss\":\"https://us\",\"aud\":\"jobs\"', true",
        "'\"iss\":\"https://us\",\"aud\":[\"others\",\"jobs\"]', true",
        "'\"iss\":\"https://us\"', false",
        "'\"iss\":\"https://us\",\"aud\":[]', false",
        "'\"iss\":\"https://us\",\"aud\":\"others\"', false",
        "'\"iss\":\"https://us\",\"aud\":{\"jobs\":1}', false",
        "'\"iss\":\"https://us/\",\"aud\":\"jobs\"', false",
        "'\"iss\":[\"https://us\"],\"aud\":\"jobs\"', false",
        "'\"aud\":\"jobs\"', false"
    })
    void token_of_another_issuer_or_for_somebody_else_is_refused(String members, boolean good) {
        TokenClaims wanted = new TokenClaims(Optional.of("https://us"), Optional.of("jobs"));
        String claims = claims(members + ",\"exp\":" + (SetClock.START.getEpochSecond() + 60));

        assertThat(new TokenVerifier(TokenKeys.ofSecret(SECRET), wanted, clock).accepts(hs256(claims)))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-18446744073709551", // in milliseconds it wraps around to the year 2033
                "18446744075509551",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854776",
                "99999999999999999999999999",
                "-99999999999999999999999999",
                "253402300800",
                "1767323045000", // milliseconds of 2026
                "-1",
                "-0.5",
                "1e30",
                "1e400",
                "-1e400",
                "NaN",
                "Infinity",
                "null",
                "true",
                "\"1893456000\"",
                "[1893456000]",
                "{\"seconds\":1893456000}"
            })
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
    @ValueSource(strings = {"%d", "%d.0", "%d.999", "%d00e-2", "0.%de10"})
    void time_may_be_written_as_any_number(String form) {
        long start = SetClock.START.getEpochSecond();
        String exp = form.formatted(start + 60);
        String nbf = form.formatted(start - 60);

        assertThat(tokens.accepts(hs256(claims("\"nbf\":" + nbf + ",\"exp\":" + exp))))
                .isTrue();
        clock.move(Duration.ofSeconds(60 + 30));
        assertThat(tokens.accepts(hs256(claims("\"exp\":" + exp)))).isFalse();
    }

    @Test
    void known_token_expires() {
        String token = hs256(CLAIMS);
        assertThat(tokens.accepts(token)).isTrue();
        clock.move(Duration.ofSeconds(60 + 29));
        assertThat(tokens.accepts(token)).isTrue();
        clock.move(Duration.ofSeconds(1));

        assertThat(tokens.accepts(token)).isFalse();
        assertThat(counting.checks()).isEqualTo(1);
    }

    @Test
    void early_token_becomes_valid() {
        long start = SetClock.START.getEpochSecond();
        String token = hs256(claims("\"nbf\":" + (start + 40) + ",\"exp\":" + (start + 90)));
        assertThat(tokens.accepts(token)).isFalse();
        clock.move(Duration.ofSeconds(10));

        assertThat(tokens.accepts(token)).isTrue();
    }

    @Test
    void bad_tokens_are_not_cached() {
        String good = hs256(CLAIMS);
        assertThat(tokens.accepts(good)).isTrue();
        String claims = "{\"exp\":99999999999}";
        String bad = unsigned(header("HS256", ""), claims) + good.substring(good.lastIndexOf('.'));

        assertThat(tokens.accepts(bad)).isFalse();
        assertThat(tokens.accepts(bad)).isFalse();
        assertThat(counting.checks()).as("nothing was kept of it").isEqualTo(3);
    }

    @Test
    void token_has_one_spelling() {
        String good = hs256(CLAIMS);
        char last = good.charAt(good.length() - 1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String sameBytes = good.substring(0, good.length() - 1) + letters.charAt(letters.indexOf(last) ^ 1);

        assertThat(tokens.accepts(good)).isTrue();
        assertThat(List.of(sameBytes, good + "=", good + "~", ' ' + good, good + '\n', good + "A"))
                .noneMatch(tokens::accepts);
    }

    @Test
    void token_is_forgotten_when_its_key_goes() {
        String old = hs256(CLAIMS);
        byte[] secret = "another secret of more than thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
        String next = hmac("HmacSHA256", header("HS256", ""), CLAIMS, secret);
        assertThat(tokens.accepts(old)).isTrue();
        assertThat(tokens.accepts(next)).isFalse();

        tokens.replaceKeys(TokenKeys.ofSecret(secret));

        assertThat(tokens.accepts(old)).isFalse();
        assertThat(tokens.accepts(next)).isTrue();
    }

    private static final class CountingVerifier implements JWSVerifier {
        private final JWSVerifier verifier;
        private final AtomicInteger checks = new AtomicInteger();

        CountingVerifier() {
            try {
                verifier = new MACVerifier(SECRET);
            } catch (JOSEException failure) {
                throw new IllegalStateException(failure);
            }
        }

        int checks() {
            return checks.get();
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
            checks.incrementAndGet();
            return verifier.verify(header, input, signature);
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return verifier.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return verifier.getJCAContext();
        }
    }
}
