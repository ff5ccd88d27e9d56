package io.contentjobs.http;

import static io.contentjobs.http.testing.Tokens.CLAIMS;
import static io.contentjobs.http.testing.Tokens.EC;
import static io.contentjobs.http.testing.Tokens.RSA;
import static io.contentjobs.http.testing.Tokens.SECRET;
import static io.contentjobs.http.testing.Tokens.base64;
import static io.contentjobs.http.testing.Tokens.ec;
import static io.contentjobs.http.testing.Tokens.es256;
import static io.contentjobs.http.testing.Tokens.header;
import static io.contentjobs.http.testing.Tokens.hmac;
import static io.contentjobs.http.testing.Tokens.hs256;
import static io.contentjobs.http.testing.Tokens.jwk;
import static io.contentjobs.http.testing.Tokens.jwks;
import static io.contentjobs.http.testing.Tokens.rs256;
import static io.contentjobs.http.testing.Tokens.rsa;
import static io.contentjobs.http.testing.Tokens.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.http.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeysTest {
    private static final String NO_KEY = "it has no key for RS256 (RSA) or ES256 (P-256)";

    @Test
    void secret_has_at_least_as_many_bits_as_its_hash() {
        assertThat(TokenKeys.ofSecret(new byte[32])).isNotNull();
        assertRefused(() -> TokenKeys.ofSecret(new byte[31]), "a secret for HS256 must have at least 32 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[]}{}"})
    void json_that_is_no_key_set_is_refused(String json) {
        assertRefused(() -> TokenKeys.ofJwks(json), "it is no JWK Set (RFC 7517, section 5)");
    }

    /** Editors write it: RFC 8259, section 8.1. */
    @Test
    void byte_order_mark_before_a_set_is_skipped() {
        assertThat(TokenKeys.ofJwks("\ufeff" + jwks()).size())
                .isEqualTo(TokenKeys.ofJwks(jwks()).size());
    }

    @Test
    void part_of_a_set_is_refused() {
        String set = jwks();
        for (int length = 1; length < set.length(); length++) {
            String part = set.substring(0, length);
            assertRefused(() -> TokenKeys.ofJwks(part), "it is no JSON text, or not the whole of one");
        }
        assertRefused(() -> TokenKeys.ofJwks("not JSON"), "it is no JSON text, or not the whole of one");
    }

    @Test
    void set_without_keys_is_refused() {
        assertRefused(() -> TokenKeys.ofJwks("{\"keys\":[]}"), NO_KEY);
        assertRefused(
                () -> TokenKeys.ofJwks("{\"keys\":[{\"kid\":\"7\"}]}"),
                NO_KEY + ": key 1 (kid '7'): it is malformed, or of an unknown kind (RFC 7517, section 4)");
    }

    /** A row: why the key is skipped, and the key, whose name is {@code odd} if it has one. */
    static Stream<Arguments> oddKeys() {
        String malformed = "it is malformed, or of an unknown kind (RFC 7517, section 4)";
        String kid = ",\"kid\":\"odd\"";
        String rsa = jwk(RSA, kid);
        String ec = jwk(EC, kid);
        String zeros = base64(new byte[32]);
        String exponent =
                base64(((RSAPrivateKey) RSA.getPrivate()).getPrivateExponent().toByteArray());
        byte[] padded = new byte[256]; // its length tells nothing of its value
        byte[] modulus = ((RSAPublicKey) rsa(1_024).getPublic()).getModulus().toByteArray();
        System.arraycopy(modulus, 0, padded, padded.length - modulus.length, modulus.length);
        String shortModulus = base64(padded);
        return Stream.of(
                Arguments.of(malformed, ec.replace("P-256", "P-999")),
                Arguments.of(malformed, ec.replace("\"P-256\"", "256")),
                Arguments.of(malformed, ec.replace("\"crv\":\"P-256\",", "")),
                Arguments.of(malformed, ec.replaceAll("\"y\":\"[^\"]+", "\"y\":\"" + zeros)),
                Arguments.of(malformed, ec.replaceAll(",\"y\":\"[^\"]+\"", "")),
                Arguments.of(malformed, ec.replaceAll("\"x\":\"[^\"]+\"", "\"x\":7")),
                Arguments.of(malformed, rsa.replace("\"kty\":\"RSA\",", "")),
                Arguments.of(malformed, rsa.replace("\"RSA\"", "7")),
                Arguments.of(malformed, rsa.replace("\"RSA\"", "null")),
                Arguments.of(malformed, rsa.replace("\"RSA\"", "\"rsa\"")),
                Arguments.of(malformed, rsa.replace("\"RSA\"", "\"of the future\"")),
                Arguments.of(malformed, rsa.replaceAll(",\"e\":\"[^\"]+\"", "")),
                Arguments.of(malformed, rsa.replaceAll("\"n\":\"[^\"]+\",", "")),
                Arguments.of(malformed, rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":65537")),
                Arguments.of(malformed, rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"AQ\"")),
                Arguments.of(malformed, rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"\"")),
                Arguments.of(malformed, jwk(RSA, ",\"kid\":7")),
                Arguments.of(malformed, jwk(RSA, ",\"kid\":{\"d\":\"odd\"}")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"alg\":256")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"use\":[\"sig\"]")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"key_ops\":\"verify\"")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"x5c\":\"MII\"")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"x5c\":[\"MIIB\"]")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"x5c\":[7]")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"x5u\":\"::\"")),
                Arguments.of(malformed, jwk(RSA, kid + ",\"exp\":1e999")),
                Arguments.of(malformed, "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + kid + "}"),
                Arguments.of(malformed, "{\"x\":" + "1".repeat(10_000) + kid + "}"),
                Arguments.of(malformed, "{\"" + "x".repeat(60_000) + "\":1" + kid + "}"),
                Arguments.of(malformed, "null"),
                Arguments.of(malformed, "7"),
                Arguments.of(malformed, "\"odd\""),
                Arguments.of(malformed, "[" + rsa + "]"),
                Arguments.of(malformed, "{}"),
                Arguments.of("an RSA key must have at least 2048 bits", jwk(rsa(1_024), kid)),
                Arguments.of(
                        "an RSA key must have at least 2048 bits",
                        rsa.replaceAll("\"n\":\"[^\"]+", "\"n\":\"" + shortModulus)),
                Arguments.of("it is not for signatures", jwk(RSA, kid + ",\"use\":\"enc\"")),
                Arguments.of("it is not for signatures", jwk(EC, kid + ",\"key_ops\":[\"deriveKey\"]")),
                Arguments.of("its alg is not RS256", jwk(RSA, kid + ",\"alg\":\"PS256\"")),
                Arguments.of("its alg is not RS256", jwk(RSA, kid + ",\"alg\":\"HS256\"")),
                Arguments.of("its alg is not ES256", jwk(EC, kid + ",\"alg\":\"none\"")),
                Arguments.of("it is neither an RSA nor a P-256 key", jwk(ec("secp384r1"), kid)),
                Arguments.of(
                        "it is neither an RSA nor a P-256 key",
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"" + kid
                                + ",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"),
                Arguments.of(
                        "it is private or symmetric, and must be public",
                        jwk(RSA, kid + ",\"d\":\"" + exponent + "\"")),
                Arguments.of(
                        "it is private or symmetric, and must be public",
                        "{\"kty\":\"oct\"" + kid + ",\"k\":\"" + base64(SECRET) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void odd_key_is_skipped_and_named(String reason, String key) {
        String name = key.contains("\"kid\":\"odd\"")
                ? " (kid 'odd'): "
                : key.contains("\"kid\":7") ? " (kid '7'): " : " (no kid): ";
        if (key.startsWith("[")) {
            name = " (no kid): ";
        }
        TokenKeys keys = TokenKeys.ofJwks(jwks(jwk(EC, ",\"kid\":\"first\""), key, jwk(RSA, "")));

        assertThat(keys.skipped()).containsExactly("key 2" + name + reason);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.names()).containsExactly("first");
        TokenVerifier tokens = verifier(keys);
        assertThat(tokens.accepts(rs256(CLAIMS))).isTrue();
        assertThat(tokens.accepts(signed("first", EC))).isTrue();
        assertThat(tokens.accepts(signed("odd", EC))).isFalse();
        assertRefused(() -> TokenKeys.ofJwks(jwks(key)), NO_KEY + ": key 1" + name + reason);
    }

    @Test
    void private_key_checks_no_token() {
        RSAPrivateKey key = (RSAPrivateKey) RSA.getPrivate();
        String exponent = base64(key.getPrivateExponent().toByteArray());
        TokenVerifier tokens = verifier(TokenKeys.ofJwks(jwks(
                jwk(EC, ""),
                jwk(RSA, ",\"d\":\"" + exponent + "\""),
                "{\"kty\":\"oct\",\"k\":\"" + base64(SECRET) + "\"}")));

        assertThat(tokens.accepts(es256(CLAIMS))).isTrue();
        assertThat(tokens.accepts(rs256(CLAIMS))).isFalse();
        assertThat(tokens.accepts(hs256(CLAIMS))).isFalse();
    }

    @Test
    void names_are_shown_on_one_line_and_cut() {
        String kid = ",\"kid\":\"a\\nb\\u202e" + "x".repeat(1_000) + "\"";

        TokenKeys keys = TokenKeys.ofJwks(jwks(jwk(EC, kid), jwk(RSA, kid + ",\"use\":\"enc\"")));

        String shown = "a?b?" + "x".repeat(96) + "...";
        assertThat(keys.names()).containsExactly(shown);
        assertThat(keys.skipped()).containsExactly("key 2 (kid '" + shown + "'): it is not for signatures");
    }

    @Test
    void keys_of_one_name_are_all_tried() {
        KeyPair other = ec("secp256r1");
        TokenVerifier tokens =
                verifier(TokenKeys.ofJwks(jwks(jwk(EC, ",\"kid\":\"same\""), jwk(other, ",\"kid\":\"same\""))));

        assertThat(tokens.accepts(signed("same", EC))).isTrue();
        assertThat(tokens.accepts(signed("same", other))).isTrue();
    }

    @Test
    void keys_are_few_and_so_are_the_lines_on_skipped_ones() {
        String key = jwk(EC, "");
        TokenKeys keys = TokenKeys.ofJwks(jwks(Collections.nCopies(17, key).toArray(String[]::new)));
        TokenKeys many = TokenKeys.ofJwks(jwks(Collections.nCopies(116, key).toArray(String[]::new)));

        assertThat(keys.size()).isEqualTo(16);
        assertThat(keys.skipped()).containsExactly("key 17 (no kid): the server uses only the first 16 keys");
        assertThat(many.skipped()).hasSize(21).endsWith("80 keys more");
    }

    @Test
    void old_key_and_new_key_are_both_good_while_keys_change() {
        KeyPair next = ec("secp256r1");
        TokenVerifier tokens =
                verifier(TokenKeys.ofJwks(jwks(jwk(EC, ",\"kid\":\"2025\""), jwk(next, ",\"kid\":\"2026\""))));

        assertThat(tokens.accepts(signed("2025", EC))).isTrue();
        assertThat(tokens.accepts(signed("2026", next))).isTrue();
        assertThat(tokens.accepts(signed("2025", next))).isFalse();
        assertThat(tokens.accepts(signed("2027", next))).isFalse();
    }

    @Test
    void key_without_a_name_is_tried_for_every_token() {
        TokenVerifier tokens = verifier(TokenKeys.ofJwks(jwks(jwk(EC, ""))));

        assertThat(tokens.accepts(signed("any", EC))).isTrue();
    }

    @Test
    void secret_is_used_as_it_is() {
        byte[] secret = "비밀비밀비밀비밀비밀비밀".getBytes(StandardCharsets.UTF_8);
        TokenVerifier tokens = verifier(TokenKeys.ofSecret(secret));

        assertThat(tokens.accepts(hmac("HmacSHA256", header("HS256", ",\"kid\":\"any\""), CLAIMS, secret)))
                .isTrue();
    }

    private static String signed(String id, KeyPair key) {
        return Tokens.signed("SHA256withECDSAinP1363Format", header("ES256", ",\"kid\":\"" + id + "\""), CLAIMS, key);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
