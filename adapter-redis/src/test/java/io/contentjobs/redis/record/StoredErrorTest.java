package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredErrorTest {
    @ParameterizedTest
    @ValueSource(strings = {"é", "그림", "🙈", "a", "aé🙈그"})
    void text_that_is_cut_within_a_character_is_read_up_to_it(String unit) {
        String whole = unit.repeat(StoredError.MAX_BYTES);
        for (String prefix : new String[] {"", "a", "ab", "abc"}) {
            String text = StoredError.decode(start(prefix + whole)).orElseThrow();

            assertThat(prefix + whole).startsWith(text);
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(StoredError.MAX_BYTES - 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"그", "\\uadf8", "\\ud83d\\ude48", "\\n", "\\\\", "a"})
    void quoted_text_that_is_cut_is_read_without_its_quote_and_escapes(String unit) {
        for (String prefix : new String[] {"", "a", "ab", "abc", "abcd", "abcde"}) {
            String text = StoredError.decode(start('"' + prefix + unit.repeat(StoredError.MAX_BYTES) + '"'))
                    .orElseThrow();

            assertThat(text).startsWith(prefix).doesNotStartWith("\"");
            if (!unit.equals("\\\\")) {
                assertThat(text).doesNotContain("\\");
            }
            assertThat(text.length()).isGreaterThan(4096);
        }
    }

    @Test
    void text_that_is_not_utf_8_is_absent_at_any_length() {
        byte[] euckr = "그림 서버 오류".repeat(10_000).getBytes(Charset.forName("EUC-KR"));

        assertThat(StoredError.decode(Arrays.copyOf(euckr, 10))).isEmpty();
        assertThat(StoredError.decode(Arrays.copyOf(euckr, StoredError.MAX_BYTES)))
                .isEmpty();
    }

    private static byte[] start(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), StoredError.MAX_BYTES);
    }
}
