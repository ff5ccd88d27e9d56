package io.contentjobs.bootstrap.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeakSecretTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "abababababababababababababababababa",
                "12345678901234567890123456789012",
                "changemechangemechangemechangeme",
                "password-123456password-123456password",
                "00000000000000000000000000000001",
                "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccccccccc"
            })
    void secret_with_a_pattern_is_weak(String secret) {
        assertThat(WeakSecret.isWeak(secret.getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }

    @Test
    void random_bytes_are_not_weak_in_any_encoding() {
        Random random = new Random(7);
        byte[] secret = new byte[32];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(secret);

            assertThat(WeakSecret.isWeak(secret)).isFalse();
            String hexadecimal = HexFormat.of().formatHex(secret);
            assertThat(WeakSecret.isWeak(hexadecimal.getBytes(StandardCharsets.US_ASCII)))
                    .isFalse();
        }
    }
}
