package io.contentjobs.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
    private static final Validity VALID = new Validity(0, 1_000);
    private static final Validity EXPIRED = new Validity(0, 10);
    private static final int CAPACITY = 16_384;
    private static final long NOW = 500;

    private final VerifiedTokens tokens = new VerifiedTokens();
    private final Random random = new Random(7);

    @Test
    void stored_token_is_found_and_no_other() {
        byte[] digest = digest();
        tokens.put(digest, VALID, NOW);
        byte[] other = digest.clone();
        assertThat(tokens.find(other)).isEqualTo(VALID);
        other[31] ^= 1;
        assertThat(tokens.find(other)).isNull();
    }

    @Test
    void latest_tokens_are_kept_up_to_the_capacity() {
        List<byte[]> put = Stream.generate(this::digest).limit(4 * CAPACITY).toList();
        assertThat(put).allSatisfy(digest -> {
            tokens.put(digest, VALID, NOW);
            assertThat(tokens.find(digest)).isNotNull();
        });
        assertThat(put.stream().filter(digest -> tokens.find(digest) != null).count())
                .isBetween(CAPACITY / 2L, (long) CAPACITY);
    }

    @Test
    void expired_tokens_are_replaced_first() {
        List<byte[]> sameSet = Stream.generate(this::digest).limit(5).toList();
        for (int i = 0; i < 5; i++) {
            System.arraycopy(new byte[4], 0, sameSet.get(i), 0, 4);
            tokens.put(sameSet.get(i), i == 2 ? EXPIRED : VALID, NOW);
        }
        assertThat(sameSet.stream().map(tokens::find)).containsExactly(VALID, VALID, null, VALID, VALID);
    }

    private byte[] digest() {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return digest;
    }
}
