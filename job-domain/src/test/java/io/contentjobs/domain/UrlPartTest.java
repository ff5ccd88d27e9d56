package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlPartTest {
    @Test
    void text_of_allowed_characters_is_clean() {
        assertThat(UrlPart.PATH.isClean("/a-._~!$&'()*+,;=:@Z9", 0)).isTrue();
        assertThat(UrlPart.PATH.isClean("{}/a", 2)).isTrue();
        assertThat(UrlPart.PATH.isClean("", 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%41", "a b", "\u007F", "\u0080", "그림", "a?b", "a#b"})
    void text_with_another_character_is_not_clean(String text) {
        assertThat(UrlPart.PATH.isClean(text, 0)).isFalse();
    }

    @Test
    void ascii_ends_at_127() {
        assertThat(UrlPart.isAscii("a\u007F")).isTrue();
        assertThat(UrlPart.isAscii("a\u0080")).isFalse();
    }
}
