package io.contentjobs.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
    private static final Validity NOW_VALID = new Validity(0, 1_000);
    private static final Validity EXPIRED = new Validity(0, 10);
    private static final int CAPACITY = 16_384;
    private static final long NOW = 500;

    private final VerifiedTokens tokens = new VerifiedTokens();
    private final Random random = new Random(7);

    @Test
    void stored_token_is_found_and_no_other() {
        byte[] digest = digest();
        tokens.put(digest, NOW_VALID, NOW);

        byte[] other = digest.clone();
        assertThat(tokens.find(other)).isEqualTo(NOW_VALID);
        other[31] ^= 1;
        assertThat(tokens.find(other)).isNull();
    }

    @Test
    void latest_tokens_are_kept_up_to_the_capacity() {
        List<byte[]> put = new ArrayList<>();
        for (int i = 0; i < 4 * CAPACITY; i++) {
            byte[] digest = digest();
            tokens.put(digest, NOW_VALID, NOW);
            assertThat(tokens.find(digest)).isNotNull();
            put.add(digest);
        }

        assertThat(put.stream().filter(digest -> tokens.find(digest) != null).count())
                .isBetween(CAPACITY / 2L, (long) CAPACITY);
    }

    @Test
    void expired_tokens_are_replaced_first() {
        List<byte[]> sameSet = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] digest = digest();
            System.arraycopy(new byte[4], 0, digest, 0, 4);
            sameSet.add(digest);
        }
        tokens.put(sameSet.get(0), NOW_VALID, NOW);
        tokens.put(sameSet.get(1), NOW_VALID, NOW);
        tokens.put(sameSet.get(2), EXPIRED, NOW);
        tokens.put(sameSet.get(3), NOW_VALID, NOW);
        tokens.put(sameSet.get(4), NOW_VALID, NOW);

        assertThat(sameSet.stream().map(tokens::find))
                .containsExactly(NOW_VALID, NOW_VALID, null, NOW_VALID, NOW_VALID);
    }

    private byte[] digest() {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return digest;
    }
}
