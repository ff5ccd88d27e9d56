package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageUrlsTest {
    private static final String SIMPLE = "https://cdn.example.com/simple.png";
    private static final String FANCY = "https://cdn.example.com/fancy.png";
    private static final String TRENDY = "https://cdn.example.com/trendy.png";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cdn.example.com",
                "https://cdn.example.com/",
                "https://cdn.example.com/a/b.png?size=1&v=2#top",
                "HTTPS://CDN.EXAMPLE.COM/A.PNG",
                "hTtP://x/",
                "http://localhost:8080/a.png",
                "http://cdn.example.com:/a.png",
                "https://127.0.0.1/a.png",
                "https://[2001:db8::1]:8443/a.png",
                "https://user@cdn.example.com/a.png",
                "https://user:secret@cdn.example.com/a.png",
                "http://my_bucket.example.com/a.png",
                "http://my_bucket:9000/a.png",
                "http://user:secret@my_bucket:9000/a.png",
                "https://이미지.example.com/그림.png",
                "https://cdn.example.com/%EA%B7%B8%EB%A6%BC%20.png",
                "https://cdn.example.com/?next=javascript:alert(1)",
                "https://cdn.example.com/it's;a=(b),c!$*+"
            })
    void absolute_http_url_is_kept_to_the_letter(String url) {
        assertThat(new ImageUrls(url, FANCY, TRENDY).simple()).isEqualTo(url);
        assertThat(new ImageUrls(SIMPLE, url, TRENDY).fancy()).isEqualTo(url);
        assertThat(new ImageUrls(SIMPLE, FANCY, url).trendy()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "javascript://cdn.example.com/%0Aalert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:image/png;base64,AAAA",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "file:///etc/passwd",
                "ftp://cdn.example.com/a.png",
                "ws://cdn.example.com/a.png",
                "blob:https://cdn.example.com/1",
                "httpx://cdn.example.com/a.png",
                "a.png",
                "/a.png",
                "../a.png",
                "?a",
                "#a",
                "//cdn.example.com/a.png",
                "cdn.example.com/a.png",
                "http",
                "http:",
                "http:/",
                "http://",
                "http:///a.png",
                "http://?a",
                "http://#a",
                "http:a.png",
                "http:/a.png",
                "http:cdn.example.com",
                "http://:80/a.png",
                "http://@/a.png",
                "http://user@/a.png",
                "http://user:secret@:80/a.png",
                "http://cdn.example.com:port/a.png",
                "http://my_bucket:port/a.png",
                "http://my_bucket:80:90/a.png",
                "http://a@b@my_bucket/a.png",
                "http://[::1/a.png",
                "http://[cdn]/a.png",
                "http:\\\\cdn.example.com\\a.png",
                "http://cdn.example.com\\a.png",
                "http://cdn.example.com/a b.png",
                " http://cdn.example.com/a.png",
                "http://cdn.example.com/a.png ",
                "http://cdn.example.com/a.png\n",
                "http://cdn.example.com/\r\nX: y",
                "http://cdn.example.com/\t",
                "http://cdn.example.com/\0",
                "http://cdn.example.com/\u2028",
                "http://cdn.example.com/\"onerror=alert(1)",
                "http://cdn.example.com/<script>",
                "http://cdn.example.com/%zz"
            })
    void anything_else_is_refused_for_each_style(String url) {
        assertRefused("simple", () -> new ImageUrls(url, FANCY, TRENDY));
        assertRefused("fancy", () -> new ImageUrls(SIMPLE, url, TRENDY));
        assertRefused("trendy", () -> new ImageUrls(SIMPLE, FANCY, url));
    }

    private static void assertRefused(String style, ThrowingCallable make) {
        assertThatThrownBy(make)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The " + style + " image's URL is not an absolute http(s) URL");
    }

    @Test
    void each_style_has_its_url() {
        ImageUrls urls = new ImageUrls(SIMPLE, FANCY, TRENDY);

        assertThat(urls.of(ImageStyle.SIMPLE)).isEqualTo(SIMPLE);
        assertThat(urls.of(ImageStyle.FANCY)).isEqualTo(FANCY);
        assertThat(urls.of(ImageStyle.TRENDY)).isEqualTo(TRENDY);
    }

    @Test
    void styles_are_named_and_ordered_as_clients_know_them() {
        assertThat(ImageStyle.values()).extracting(ImageStyle::key).containsExactly("simple", "fancy", "trendy");
    }
}
