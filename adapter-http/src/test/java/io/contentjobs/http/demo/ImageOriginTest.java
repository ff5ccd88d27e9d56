package io.contentjobs.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.ImageUrls;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageOriginTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost", "my_host.example.com:80", "[::1]:8080", "[::1]"})
    void host_is_where_the_client_went(String host) {
        String origin = ImageOrigin.of(Optional.of(host), null).orElseThrow();

        assertThat(origin).isEqualTo("http://" + host);
        assertThat(new ImageUrls(origin + "/s", origin + "/f", origin + "/t")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://pics.example.com, https://pics.example.com",
        "https://PICS.example.com, https://pics.example.com",
        "https://pics.example.com:8443, http://pics.example.com",
        "https://evil.example.com, http://pics.example.com",
        "http://pics.example.com, http://pics.example.com",
        "null, http://pics.example.com",
    })
    void origin_tells_the_scheme_where_it_names_the_same_host(String origin, String told) {
        assertThat(ImageOrigin.of(Optional.of("pics.example.com"), origin)).contains(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a\"b",
                "<a>",
                "user@a",
                "a:b",
                "a:123456",
                "a:1:2",
                "[::1",
                "::1",
                "[:]:1",
                "[::::::::::]",
                "a?b",
                "a#b",
                "a\\b",
                "한글"
            })
    void invalid_host_makes_no_origin(String host) {
        assertThat(ImageOrigin.of(Optional.of(host), null)).isEmpty();
    }

    @Test
    void request_without_a_host_has_no_origin() {
        assertThat(ImageOrigin.of(Optional.empty(), null)).isEmpty();
    }
}
