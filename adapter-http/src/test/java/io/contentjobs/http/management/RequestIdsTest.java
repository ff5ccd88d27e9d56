package io.contentjobs.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {
    @Test
    void new_ids_are_valid_and_differ_on_all_servers() {
        RequestIds here = new RequestIds();
        RequestIds there = new RequestIds();
        Set<String> made = IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(i -> i % 2 == 0 ? here.make() : there.make())
                .collect(Collectors.toSet());
        assertThat(made).hasSize(1_000).allMatch(RequestIds::isValid);
    }

    @ParameterizedTest
    @WordSource("a Z9 0.1_2-3 -")
    void id_has_1_to_128_letters_digits_and_marks(String id) {
        assertThat(RequestIds.isValid(id)).isTrue();
        assertThat(RequestIds.isValid(id.repeat(128).substring(0, 128))).isTrue();
        assertThat(RequestIds.isValid(id.repeat(129).substring(0, 129))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a:b", "<a>", "\"", "a\u0000", "a\u001b[31m", "é", "１"})
    void other_characters_are_not_valid(String id) {
        assertThat(RequestIds.isValid(id)).isFalse();
    }
}
