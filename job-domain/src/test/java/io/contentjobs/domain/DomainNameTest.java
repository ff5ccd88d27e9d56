package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainNameTest {
    private static final String BEFORE = "https://";

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "cdn.example.com", "a0-9z.b-1", "ax.b"})
    void plain_name_is_valid(String name) {
        assertThat(isPlain(name)).isTrue();
        assertThat(DomainName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", ".a", "a.", "a..b", "x", "a.xn--a", "1", "a.1", "-a", "A", "aB", "a_b", "a/b", "a:b", "a`b",
                "a{b", "`", "{", "가"
            })
    void other_name_is_not_plain(String name) {
        assertThat(isPlain(name)).isFalse();
    }

    private static boolean isPlain(String name) {
        return DomainName.isPlain(BEFORE + name + "/.A", BEFORE.length(), BEFORE.length() + name.length());
    }
}
