package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.http.testing.WordSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsOriginsTest {
    @ParameterizedTest
    @WordSource("""
            https://app.example http://localhost:3000 http://127.0.0.1:8080 http://[::1]:8080 https://xn--bj0bj06e.example
            """)
    @ValueSource(strings = "https://a.example,https://b.example , http://c")
    void origins_are_accepted_as_browsers_send_them(String list) {
        for (String origin : list.split("\\s*,\\s*", -1)) {
            assertThat(CorsOrigins.parse(list).permissionOf(origin)).isNotNull();
        }
    }

    @ParameterizedTest
    @WordSource("""
            * null app.example https://app.example/ https://app.example/path https://*.example https://App.example
            https://app.example:443 http://app.example:80 http://app.example:0 http://app.example:65536
            https://user@app.example https://app.example?x ftp://app.example file:// https:// https://예.example
            https://app.example, ,https://app.example
            """)
    @ValueSource(strings = "https://a.example https://b.example")
    void origin_that_no_browser_sends_is_refused(String list) {
        assertThatThrownBy(() -> CorsOrigins.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }
}
