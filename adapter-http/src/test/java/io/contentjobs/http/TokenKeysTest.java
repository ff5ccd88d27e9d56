package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeysTest {
    private static final String NO_SET = "it is no JWK Set (RFC 7517, section 5)";

    @Test
    void secret_has_as_many_bits_as_its_hash() {
        assertThat(TokenKeys.ofSecret(new byte[32])).isNotNull();
        assertRefused(() -> TokenKeys.ofSecret(new byte[31]), "a secret for HS256 has 32 bytes at least");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "not JSON", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[{}]}"})
    void what_is_no_set_is_refused(String json) {
        assertRefused(() -> TokenKeys.ofJwks(json), NO_SET);
    }

    @Test
    void point_that_is_on_no_curve_is_refused() {
        String key = Tokens.jwk(Tokens.EC, "").replaceAll("\"y\":\"[^\"]+", "\"y\":\"" + Tokens.base64(new byte[32]));

        assertRefused(() -> TokenKeys.ofJwks(Tokens.jwks(key)), NO_SET);
    }

    @Test
    void secrets_are_refused_and_not_told() {
        String secret = Tokens.base64(Tokens.SECRET);
        RSAPrivateKey key = (RSAPrivateKey) Tokens.RSA.getPrivate();
        String exponent = Tokens.base64(key.getPrivateExponent().toByteArray());

        for (String json : new String[] {
            Tokens.jwks(Tokens.jwk(Tokens.RSA, ""), "{\"kty\":\"oct\",\"k\":\"" + secret + "\"}"),
            Tokens.jwks(Tokens.jwk(Tokens.RSA, ",\"d\":\"" + exponent + "\""))
        }) {
            assertThatThrownBy(() -> TokenKeys.ofJwks(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessage("it holds a private or symmetric key, and must hold public ones only");
        }
        assertThatThrownBy(() -> TokenKeys.ofJwks(secret)).hasNoCause().hasMessageNotContaining(secret.substring(0, 6));
    }

    @Test
    void short_rsa_key_is_refused() {
        KeyPair shorter = Tokens.rsa(1_024);

        assertRefused(
                () -> TokenKeys.ofJwks(Tokens.jwks(Tokens.jwk(shorter, ""))), "an RSA key has 2048 bits at least");
    }

    @Test
    void keys_for_something_else_are_left_out() {
        String[] others = {
            Tokens.jwk(Tokens.RSA, ",\"use\":\"enc\""),
            Tokens.jwk(Tokens.RSA, ",\"alg\":\"PS256\""),
            Tokens.jwk(Tokens.RSA, ",\"key_ops\":[\"encrypt\"]"),
            Tokens.jwk(Tokens.ec("secp384r1"), ""),
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
            "{\"kty\":\"of the future\"}"
        };
        for (String other : others) {
            assertRefused(
                    () -> TokenKeys.ofJwks(Tokens.jwks(other)), "it holds no key for RS256 (RSA) or ES256 (P-256)");
            assertThat(TokenKeys.ofJwks(Tokens.jwks(other, Tokens.jwk(Tokens.EC, ""))))
                    .isNotNull();
        }
    }

    @Test
    void keys_are_few() {
        String key = Tokens.jwk(Tokens.EC, "");
        assertThat(TokenKeys.ofJwks(Tokens.jwks(Collections.nCopies(16, key).toArray(String[]::new))))
                .isNotNull();
        assertRefused(
                () -> TokenKeys.ofJwks(Tokens.jwks(Collections.nCopies(17, key).toArray(String[]::new))),
                "it holds more than 16 keys");
    }

    @Test
    void old_key_and_new_key_are_both_good_while_keys_change() {
        KeyPair next = Tokens.ec("secp256r1");
        TokenVerifier tokens = new TokenVerifier(
                TokenKeys.ofJwks(
                        Tokens.jwks(Tokens.jwk(Tokens.EC, ",\"kid\":\"2025\""), Tokens.jwk(next, ",\"kid\":\"2026\""))),
                TokenClaims.ANY,
                new SetClock());

        assertThat(tokens.accepts(signed("2025", Tokens.EC))).isTrue();
        assertThat(tokens.accepts(signed("2026", next))).isTrue();
        assertThat(tokens.accepts(signed("2025", next))).isFalse();
        assertThat(tokens.accepts(signed("2027", next))).isFalse();
    }

    @Test
    void key_without_a_name_is_tried_for_every_token() {
        TokenVerifier tokens = new TokenVerifier(
                TokenKeys.ofJwks(Tokens.jwks(Tokens.jwk(Tokens.EC, ""))), TokenClaims.ANY, new SetClock());

        assertThat(tokens.accepts(signed("any", Tokens.EC))).isTrue();
    }

    @Test
    void secret_is_used_as_it_is() {
        byte[] secret = "비밀비밀비밀비밀비밀비밀".getBytes(StandardCharsets.UTF_8);
        TokenVerifier tokens = new TokenVerifier(TokenKeys.ofSecret(secret), TokenClaims.ANY, new SetClock());

        assertThat(tokens.accepts(
                        Tokens.hmac("HmacSHA256", Tokens.header("HS256", ",\"kid\":\"any\""), Tokens.CLAIMS, secret)))
                .isTrue();
    }

    private static String signed(String id, KeyPair key) {
        return Tokens.signed(
                "SHA256withECDSAinP1363Format", Tokens.header("ES256", ",\"kid\":\"" + id + "\""), Tokens.CLAIMS, key);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
