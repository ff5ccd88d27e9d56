package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
                "http://cdn.example.com, https://cdn.example.com/, https://cdn.example.com/a/b.png?size=1&v=2#top",
                "HTTPS://CDN.EXAMPLE.COM/A.PNG, hTtP://x/, http://localhost:8080/a.png",
                "http://cdn.example.com:/a.png, https://127.0.0.1/a.png, https://[2001:db8::1]:8443/a.png",
                "http://my_bucket.example.com/a.png, http://my_bucket:9000/a.png, https://이미지.example.com:8443",
                "https://faß.de/a.png, https://🖼.example/a.png, https://xn--9d0bm53a.example/a.png",
                "https://XN--FA-HIA.example/a.png, http://a..b./a.png, http://1.2.3.4../a.png, http://127.1/a.png",
                "http://0x7F.0.0.0x1/a.png, http://017700000001/a.png, http://4294967295/a.png",
                "http://1.255.65535./a.png, http://1.2.3/a.png, http://1e2/a.png, http://1.2.3.0/a.png",
                "http://10.0.0.1/a.png, http://ex\u00ADample.com/a.png, http://0xg/a.png, http://[::]/a.png",
                "http://[1:2:3:4:5:6:7::]/a.png, http://[::2:3:4:5:6:7:8]/a.png, http://[1:2:3:4:5:6:77:8888]/a.png",
                "http://[::ffff:192.0.2.255]/a.png, http://[1:2:3:4:5:6:199.249.10.0]/a.png",
                "http://cdn.example.com:443/a.png, http://cdn.example.com:0/a.png",
                "http://cdn.example.com:00065535/a.png, http://%65xample.com/a.png, http://ex%C3%A4mple.com/a.png",
                "https://cdn.example.com/a/../b/./%2e%2E/c.png, https://cdn.example.com/a//b;c=d@e:80.png",
                "https://cdn.example.com/?a[]=1&b=/?@:#c[0]/?@:, https://cdn.example.com/?",
                "https://cdn.example.com?a#, https://이미지.example.com/그림.png",
                "https://cdn.example.com/%EA%B7%B8%EB%A6%BC%20.png",
                "https://cdn.example.com/?next=javascript:alert(1), https://cdn.example.com/it's;a=(b),c!$*+"
            })
    void absolute_http_url_is_kept_unchanged(String urls) {
        for (String url : urls.split(", ", -1)) {
            assertThat(new ImageUrls(url, FANCY, TRENDY).simple()).isEqualTo(url);
            assertThat(new ImageUrls(SIMPLE, url, TRENDY).fancy()).isEqualTo(url);
            assertThat(new ImageUrls(SIMPLE, FANCY, url).trendy()).isEqualTo(url);
        }
    }

    /** The stored URL, an arrow, and the returned URL. Browsers treat both as the same URL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/a b.png -> http://h/a%20b.png",
                "http://h/a|b -> http://h/a%7Cb",
                "http://h/?x={1} -> http://h/?x=%7B1%7D",
                "http://h/50%.png -> http://h/50%25.png",
                "http://h/50%2.png?%&%4#%%41 -> http://h/50%252.png?%25&%254#%25%41",
                "http://h/%zz%4 -> http://h/%25zz%254",
                "http://h/\"<>[]^`{}\u007F -> http://h/%22%3C%3E%5B%5D%5E%60%7B%7D%7F",
                "http://h/?\"<>^`{|}\\ -> http://h/?%22%3C%3E%5E%60%7B%7C%7D%5C",
                "http://h/#a#b \\ -> http://h/#a%23b%20%5C",
                "http://h/\0a\u001Fb -> http://h/%00a%1Fb",
                "http://h/\u0080 -> http://h/%C2%80",
                "http://h/\u0085\u00A0\u2028그림\u3000🖼 -> http://h/%C2%85%C2%A0%E2%80%A8그림%E3%80%80🖼",
                "http://h/\uD83D.png?\uDDBC -> http://h/\uFFFD.png?\uFFFD",
                "http://h/\uD83D\t\uDDBC -> http://h/\uFFFD\uFFFD",
                " \0\u001F\t\r\nhttp://h/a \0\u001F\t\r\n -> http://h/a",
                "ht\ntp:\t//\rh:\n8\t0/a\r\nb?\tc#\nd -> http://h:80/ab?c#d",
                "http:\\\\h\\a\\..\\b?c\\d -> http://h/a/../b?c%5Cd",
                "http:\\h -> http://h",
                "HTTPS:example.com -> HTTPS://example.com",
                "https:/x -> https://x",
                "https:///x/y -> https://x/y",
                "https:/\\\\//x//y -> https://x//y",
                "http:a.png -> http://a.png",
                "http://@h/ -> http://h/",
                "http://:@h:80/@ -> http://h:80/@",
                "http://a{b}\"`/ -> http://a%7Bb%7D%22%60/",
                "http://h\\@example.com/ -> http://h/@example.com/",
                "http://h/\"onerror=alert(1) -> http://h/%22onerror=alert(1)",
                "http://h/<script> -> http://h/%3Cscript%3E",
                "http://h/\r\nX: y -> http://h/X:%20y"
            })
    void forbidden_characters_are_percent_encoded(String storedAndReturned) {
        String[] both = storedAndReturned.split(" -> ", -1);

        assertThat(new ImageUrls(both[0], FANCY, TRENDY).simple())
                .isEqualTo(both[1])
                .satisfies(url -> assertThat(URI.create(url).isAbsolute()).isTrue());
        assertThat(new ImageUrls(SIMPLE, both[1], TRENDY).fancy()).isEqualTo(both[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null, javascript:alert(1), JavaScript:alert(1), javascript://cdn.example.com/%0Aalert(1)",
                " javascript:alert(1), java\nscript:alert(1), \0javascript:https://cdn.example.com",
                "data:image/png;base64,AAAA, data:text/html,<script>alert(1)</script>, vbscript:x",
                "file:///etc/passwd, ftp://cdn.example.com/a.png, ws://cdn.example.com/a.png",
                "blob:https://cdn.example.com/1, httpx://cdn.example.com/a.png, http ://cdn.example.com/a.png",
                "http%3A//cdn.example.com/a.png, ｈttp://cdn.example.com/a.png, \u00A0http://cdn.example.com/a.png",
                "a.png, /a.png, ../a.png, ?a, #a, //cdn.example.com/a.png, cdn.example.com/a.png",
                "cdn.example.com:80/a.png",
                ":",
                "://cdn.example.com, http"
            })
    void other_schemes_and_relative_urls_are_refused(String urls) {
        assertRefused(urls, "is not an absolute http(s) URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:, http:/, http://, https:\\\\//, http://?a, http://#a, http://:80/a.png, http://@/a.png",
                "http://:@:80/a.png, http:// \t"
            })
    void url_without_a_host_is_refused(String urls) {
        assertRefused(urls, "has no host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@h/, http://user:secret@h/, http://:secret@h/, http://user:@h/, http://user@/",
                "http://a@b@h/, http://@@h/, http:user:secret@h, http://cdn.example.com@evil.example/",
                "http://%00@h/"
            })
    void user_and_password_are_refused(String urls) {
        assertRefused(urls, "has a user or a password in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h:99999/, http://h:65536/, http://h:18446744073709551696/, http://h:port/, http://h:-1/",
                "http://h:+1/, http://h:80:90/, http://h:8 0/, http://h:８０/, http://[::1]:65536/"
            })
    void invalid_port_is_refused(String urls) {
        assertRefused(urls, "has a port that is not a number up to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b, a<b, a>b, a[b, a]b, a^b, a|b, a\0b, a\u001Fb, a\u007Fb, %, a%zz, a%2, a%00b, a%20b, a%2Fb",
                "a%3Ab, a%40b, a%25b, a%FFb, a\uD800b, a\uFFFDb, a\uFFFEb, a\uE000b, a\u3000b, a\u1680b, a\u202Eb",
                "a\u200Db, a\u200Cb, \u200Db, \u0301a, a\u2025b, a／b, a％00, a℀b, \u00AD, %C2%AD, 256.1.1.1",
                "256.256.256.256, 4294967296, 99999999999999999999, 0x100000000, 1.2.3.256, 1.2.65536, 1.16777216",
                "1.256.3.4, 1.2.3.4.5, 1.2.3.4.0, 1..2, 08, 1.2.3.08, a.1, a.0x, a.0XF., １.2.3.256, %31.2.3.256, [",
                "[], [::1, [::1/], [cdn], [::1]x, [::1]80, [fe80::1%eth0], [fe80::1%25eth0], [1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9], [1:2:3:4::5:6:7:8], [1::2::3], [:::], [:1::], [12345::], [::g], [::1.2.3]",
                "[::1.2.3.256], [::1.2.3.04], [1.2.3.4::], [1:2:3:4:5:6:7:1.2.3.4], xn--, xn--a, xn--ab-",
                "a.XN--pokxncvks, xn--é"
            })
    void host_that_browsers_refuse_is_refused(String hosts) {
        for (String host : hosts.split(", ", -1)) {
            assertRefused("http://" + host + "/", "has a host that browsers refuse");
        }
    }

    @Test
    void too_long_url_is_refused() {
        String longest = "https://h/" + "a".repeat(16_384 - 10);

        assertThat(new ImageUrls(longest, FANCY, TRENDY).simple()).isEqualTo(longest);
        assertRefused(longest + "a", "is longer than 16384 characters");
        assertRefused(longest + " ", "is longer than 16384 characters");
        String unencoded = longest.substring(0, 16_384 - 3);
        assertThat(new ImageUrls(unencoded.replaceFirst("a", "|").concat("a"), FANCY, TRENDY).simple())
                .hasSize(16_384);
        assertRefused(unencoded.replaceFirst("a", "|").concat("aa"), "is longer than 16384 characters");
        assertRefused("https://h/" + " ".repeat(8_000) + "a", "is longer than 16384 characters");
    }

    private static void assertRefused(String urls, String reason) {
        for (String url : urls.split(", ", -1)) {
            assertRefused(url, "simple", reason, () -> new ImageUrls(url, FANCY, TRENDY));
            assertRefused(url, "fancy", reason, () -> new ImageUrls(SIMPLE, url, TRENDY));
            assertRefused(url, "trendy", reason, () -> new ImageUrls(SIMPLE, FANCY, url));
        }
    }

    private static void assertRefused(String url, String style, String reason, ThrowingCallable create) {
        assertThatThrownBy(create)
                .as(url)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The " + style + " image's URL " + reason);
    }

    @Test
    void each_style_has_its_url() {
        ImageUrls urls = new ImageUrls(SIMPLE, FANCY, TRENDY);

        assertThat(urls.of(ImageStyle.SIMPLE)).isEqualTo(SIMPLE);
        assertThat(urls.of(ImageStyle.FANCY)).isEqualTo(FANCY);
        assertThat(urls.of(ImageStyle.TRENDY)).isEqualTo(TRENDY);
    }

    @Test
    void styles_have_the_names_and_the_order_of_the_contract() {
        assertThat(ImageStyle.values()).extracting(ImageStyle::key).containsExactly("simple", "fancy", "trendy");
    }
}
