package io.contentjobs.http;

import static io.contentjobs.http.testing.Tokens.CLAIMS;
import static io.contentjobs.http.testing.Tokens.EC;
import static io.contentjobs.http.testing.Tokens.RSA;
import static io.contentjobs.http.testing.Tokens.SECRET;
import static io.contentjobs.http.testing.Tokens.base64;
import static io.contentjobs.http.testing.Tokens.ec;
import static io.contentjobs.http.testing.Tokens.es256;
import static io.contentjobs.http.testing.Tokens.header;
import static io.contentjobs.http.testing.Tokens.hs256;
import static io.contentjobs.http.testing.Tokens.jwk;
import static io.contentjobs.http.testing.Tokens.jwks;
import static io.contentjobs.http.testing.Tokens.rs256;
import static io.contentjobs.http.testing.Tokens.rsa;
import static io.contentjobs.http.testing.Tokens.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.http.testing.WordSource;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenKeysTest {
    private static final String NO_KEY = "it has no key for RS256 (RSA) or ES256 (P-256)";
    private static final String NO_JSON = "it is no JSON text, or not the whole of one";
    private static final String MALFORMED = "it is malformed, or of an unknown kind (RFC 7517, section 4)";
    private static final String OTHER_KIND = "it is neither an RSA nor a P-256 key";
    private static final String PRIVATE = "it is private or symmetric, and must be public";
    private static final String EXPONENT =
            base64(((RSAPrivateKey) RSA.getPrivate()).getPrivateExponent().toByteArray());

    @Test
    void secret_has_at_least_as_many_bits_as_its_hash() {
        assertThat(TokenKeys.ofSecret(new byte[32])).isNotNull();
        assertRefused(() -> TokenKeys.ofSecret(new byte[31]), "a secret for HS256 must have at least 32 bytes");
    }

    @ParameterizedTest
    @WordSource("{} [] null {\"keys\":{}} {\"keys\":null} {\"keys\":[]}{}")
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
            assertRefused(() -> TokenKeys.ofJwks(part), NO_JSON);
        }
        assertRefused(() -> TokenKeys.ofJwks("not JSON"), NO_JSON);
    }

    @Test
    void set_without_keys_is_refused() {
        assertRefused(() -> TokenKeys.ofJwks("{\"keys\":[]}"), NO_KEY);
        assertRefused(
                () -> TokenKeys.ofJwks("{\"keys\":[{\"kid\":\"7\"}]}"), NO_KEY + ": key 1 (kid '7'): " + MALFORMED);
    }

    /** A row: the reason why the key is skipped, and the key, whose kid is {@code odd} if it has one. */
    static Stream<Arguments> unusableKeys() {
        String kid = ",\"kid\":\"odd\"";
        String rsa = jwk(RSA, kid);
        String ec = jwk(EC, kid);
        byte[] padded = new byte[256]; // its length tells nothing of its value
        byte[] modulus = ((RSAPublicKey) rsa(1_024).getPublic()).getModulus().toByteArray();
        System.arraycopy(modulus, 0, padded, padded.length - modulus.length, modulus.length);
        Map<String, List<String>> keys = Map.of(
                MALFORMED,
                List.of(
                        ec.replace("P-256", "P-999"),
                        ec.replace("\"P-256\"", "256"),
                        ec.replace("\"crv\":\"P-256\",", ""),
                        ec.replaceAll("\"y\":\"[^\"]+", "\"y\":\"" + base64(new byte[32])),
                        ec.replaceAll(",\"y\":\"[^\"]+\"", ""),
                        ec.replaceAll("\"x\":\"[^\"]+\"", "\"x\":7"),
                        rsa.replace("\"kty\":\"RSA\",", ""),
                        rsa.replace("\"RSA\"", "7"),
                        rsa.replace("\"RSA\"", "null"),
                        rsa.replace("\"RSA\"", "\"rsa\""),
                        rsa.replace("\"RSA\"", "\"of the future\""),
                        rsa.replaceAll(",\"e\":\"[^\"]+\"", ""),
                        rsa.replaceAll("\"n\":\"[^\"]+\",", ""),
                        rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":65537"),
                        rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"AQ\""),
                        rsa.replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"\""),
                        jwk(RSA, ",\"kid\":7"),
                        jwk(RSA, ",\"kid\":{\"d\":\"odd\"}"),
                        jwk(RSA, kid + ",\"alg\":256"),
                        jwk(RSA, kid + ",\"use\":[\"sig\"]"),
                        jwk(RSA, kid + ",\"key_ops\":\"verify\""),
                        jwk(RSA, kid + ",\"x5c\":\"MII\""),
                        jwk(RSA, kid + ",\"x5c\":[\"MIIB\"]"),
                        jwk(RSA, kid + ",\"x5c\":[7]"),
                        jwk(RSA, kid + ",\"x5u\":\"::\""),
                        jwk(RSA, kid + ",\"exp\":1e999"),
                        "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + kid + "}",
                        "{\"x\":" + "1".repeat(10_000) + kid + "}",
                        "{\"" + "x".repeat(60_000) + "\":1" + kid + "}",
                        "null",
                        "7",
                        "\"odd\"",
                        "[" + rsa + "]",
                        "{}"),
                "an RSA key must have at least 2048 bits",
                List.of(jwk(rsa(1_024), kid), rsa.replaceAll("\"n\":\"[^\"]+", "\"n\":\"" + base64(padded))),
                "it is not for signatures",
                List.of(jwk(RSA, kid + ",\"use\":\"enc\""), jwk(EC, kid + ",\"key_ops\":[\"deriveKey\"]")),
                "its alg is not RS256",
                List.of(jwk(RSA, kid + ",\"alg\":\"PS256\""), jwk(RSA, kid + ",\"alg\":\"HS256\"")),
                "its alg is not ES256",
                List.of(jwk(EC, kid + ",\"alg\":\"none\"")),
                OTHER_KIND,
                List.of(
                        jwk(ec("secp384r1"), kid),
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"" + kid
                                + ",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"),
                PRIVATE,
                List.of(
                        jwk(RSA, kid + ",\"d\":\"" + EXPONENT + "\""),
                        "{\"kty\":\"oct\"" + kid + ",\"k\":\"" + base64(SECRET) + "\"}"));
        return keys.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(key -> Arguments.of(row.getKey(), key)));
    }

    @ParameterizedTest
    @MethodSource("unusableKeys")
    void unusable_key_is_skipped_and_named(String reason, String key) {
        Matcher kid = Pattern.compile("^[^\\[].*\"kid\":\"?(odd|7)").matcher(key);
        String named = (kid.find() ? " (kid '" + kid.group(1) + "'): " : " (no kid): ") + reason;
        TokenKeys keys = TokenKeys.ofJwks(jwks(jwk(EC, ",\"kid\":\"first\""), key, jwk(RSA, "")));
        assertThat(keys.skipped()).containsExactly("key 2" + named);
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.names()).containsExactly("first");
        TokenVerifier tokens = verifier(keys);
        assertThat(tokens.accepts(rs256(CLAIMS))).isTrue();
        assertThat(tokens.accepts(token("first", EC))).isTrue();
        assertThat(tokens.accepts(token("odd", EC))).isFalse();
        assertRefused(() -> TokenKeys.ofJwks(jwks(key)), NO_KEY + ": key 1" + named);
    }

    @Test
    void private_key_verifies_no_token() {
        TokenVerifier tokens = verifier(TokenKeys.ofJwks(jwks(
                jwk(EC, ""),
                jwk(RSA, ",\"d\":\"" + EXPONENT + "\""),
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
    void number_of_keys_and_of_lines_on_skipped_keys_is_limited() {
        String key = jwk(EC, "");
        TokenKeys keys = TokenKeys.ofJwks(jwks(Collections.nCopies(17, key).toArray(String[]::new)));
        TokenKeys many = TokenKeys.ofJwks(jwks(Collections.nCopies(116, key).toArray(String[]::new)));
        assertThat(keys.size()).isEqualTo(16);
        assertThat(keys.skipped()).containsExactly("key 17 (no kid): the server uses only the first 16 keys");
        assertThat(many.skipped()).hasSize(21).endsWith("80 keys more");
    }

    @Test
    void token_is_verified_with_each_key_of_its_kid_and_with_no_other() {
        KeyPair other = ec("secp256r1");
        KeyPair next = ec("secp256r1");
        TokenVerifier tokens = verifier(TokenKeys.ofJwks(
                jwks(jwk(EC, ",\"kid\":\"2025\""), jwk(other, ",\"kid\":\"2025\""), jwk(next, ",\"kid\":\"2026\""))));
        assertThat(List.of(token("2025", EC), token("2025", other), token("2026", next)))
                .allMatch(tokens::accepts);
        assertThat(List.of(token("2025", next), token("2026", EC), token("2027", next)))
                .noneMatch(tokens::accepts);
    }

    @Test
    void key_without_a_kid_is_tried_for_every_token() {
        assertThat(verifier(TokenKeys.ofJwks(jwks(jwk(EC, "")))).accepts(token("any", EC)))
                .isTrue();
    }

    @Test
    void secret_is_used_unchanged() {
        byte[] secret = "비밀비밀비밀비밀비밀비밀".getBytes(StandardCharsets.UTF_8);
        String token = hs256(header("HS256", ",\"kid\":\"any\""), CLAIMS, secret);
        assertThat(verifier(TokenKeys.ofSecret(secret)).accepts(token)).isTrue();
    }

    private static String token(String kid, KeyPair key) {
        return es256(",\"kid\":\"" + kid + "\"", CLAIMS, key);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
