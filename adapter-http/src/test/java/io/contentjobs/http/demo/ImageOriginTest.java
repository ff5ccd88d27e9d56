package io.contentjobs.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.ImageUrls;
import io.contentjobs.http.testing.WordSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageOriginTest {
    @ParameterizedTest
    @WordSource("127.0.0.1:8080 localhost my_host.example.com:80 [::1]:8080 [::1]")
    void origin_is_the_host_that_the_client_asked(String host) {
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
    void origin_header_of_the_same_host_sets_the_scheme(String header, String origin) {
        assertThat(ImageOrigin.of(Optional.of("pics.example.com"), header)).contains(origin);
    }

    @ParameterizedTest
    @WordSource("""
            a/b a"b <a> user@a a:b a:123456 a:1:2 [::1 ::1 [:]:1 [::::::::::] a?b a#b a\\b 한글
            """)
    @ValueSource(strings = {"", " ", "a b"})
    void invalid_host_has_no_origin(String host) {
        assertThat(ImageOrigin.of(Optional.of(host), null)).isEmpty();
    }

    @Test
    void request_without_a_host_has_no_origin() {
        assertThat(ImageOrigin.of(Optional.empty(), null)).isEmpty();
    }
}
