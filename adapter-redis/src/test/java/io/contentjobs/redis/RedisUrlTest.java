package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.redis.RedisUrl.Credentials;
import io.contentjobs.redis.RedisUrl.Topology;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

final class RedisUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    redis://localhost                                  | redis://localhost:6379
                    redis://localhost/                                 | redis://localhost:6379
                    REDIS://localhost:6380                             | redis://localhost:6380
                    redis://localhost:6380/0                           | redis://localhost:6380
                    redis://localhost:6380/3                           | redis://localhost:6380/3
                    redis://:geheim@my_redis.example.com:6380/15       | redis://:****@my_redis.example.com:6380/15
                    redis://app:geheim@10.0.0.1                        | redis://app:****@10.0.0.1:6379
                    redis://app:ge%40he%2Fim%3A@10.0.0.1               | redis://app:****@10.0.0.1:6379
                    redis://app:ge:he@im@10.0.0.1                      | redis://app:****@10.0.0.1:6379
                    redis://[::1]                                      | redis://[::1]:6379
                    redis://app:geheim@[2001:db8::1]:6380/1            | redis://app:****@[2001:db8::1]:6380/1
                    rediss://app:geheim@r.example.com                  | rediss://app:****@r.example.com:6379
                    redis-sentinel://a:1,b,[::1]/mymaster              | redis-sentinel://a:1,b:26379,[::1]:26379/mymaster
                    redis-sentinel://u:geheim@a/m/2?sentinelPassword=x | redis-sentinel://u:****@a:26379/m/2?sentinelPassword=****
                    rediss-sentinel://a/m?sentinelPassword=x&sentinelUser=y | rediss-sentinel://a:26379/m?sentinelPassword=****
                    redis-cluster://:geheim@a:7000,b:7001,c            | redis-cluster://:****@a:7000,b:7001,c:6379
                    redis-cluster://a                                  | redis-cluster://a:6379
                    rediss-cluster://a/                                | rediss-cluster://a:6379
                    """)
    void url_is_understood_and_written_without_its_password(String url, String written) {
        assertThat(RedisUrl.parse(url)).hasToString(written);
    }

    @Test
    void parts_of_a_url_for_one_server() {
        RedisUrl url = RedisUrl.parse("rediss://us%65r:p%40ss%20w+rd%ED%95%9C@[::1]:6380/7");

        assertThat(url.topology()).isEqualTo(Topology.STANDALONE);
        assertThat(url.tls()).isTrue();
        assertThat(url.credentials()).isEqualTo(new Credentials("user", "p@ss w+rd한"));
        assertThat(url.hosts()).containsExactly(new HostAndPort("::1", 6380));
        assertThat(url.database()).isEqualTo(7);
        assertThat(url.master()).isEmpty();
        assertThat(url.sentinelCredentials()).isEqualTo(Credentials.NONE);
    }

    @Test
    void parts_of_a_url_for_sentinels() {
        RedisUrl url = RedisUrl.parse("redis-sentinel://:p@a:1,b/my%2Dmaster/2?sentinelUser=s&sentinelPassword=%26");

        assertThat(url.topology()).isEqualTo(Topology.SENTINEL);
        assertThat(url.tls()).isFalse();
        assertThat(url.credentials()).isEqualTo(new Credentials(null, "p"));
        assertThat(url.hosts()).containsExactly(new HostAndPort("a", 1), new HostAndPort("b", 26379));
        assertThat(url.master()).isEqualTo("my-master");
        assertThat(url.database()).isEqualTo(2);
        assertThat(url.sentinelCredentials()).isEqualTo(new Credentials("s", "&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geheim",
                "geheim://localhost",
                "http://:geheim@localhost",
                "redis:/localhost/geheim",
                "redis://",
                "redis://:geheim@",
                "redis://:geheim@:6379",
                "redis://:geheim@localhost:",
                "redis://:geheim@localhost:0",
                "redis://:geheim@localhost:65536",
                "redis://:geheim@localhost:999999999999",
                "redis://:geheim@localhost:+80",
                "redis://:geheim@localhost:6379:6379",
                "redis://:geheim@local host",
                "redis://:geheim@local_host-",
                "redis://:geheim@[localhost]",
                "redis://:geheim@[::1",
                "redis://:geheim@[::1]6379",
                "redis://:geheim@::1",
                "redis://:geheim@a,b",
                "redis://:geheim@a/x",
                "redis://:geheim@a/-1",
                "redis://:geheim@a/1/2",
                "redis://:geheim@a/9999999",
                "redis://:geheim@a?db=1",
                "redis://:geheim@a#1",
                "redis://geheim@localhost",
                "redis://app:@localhost",
                "redis://app:ge/heim@localhost",
                "redis://app:ge?heim@localhost",
                "redis://app:ge#heim@localhost",
                "redis://app:geheim%@localhost",
                "redis://app:geheim%4@localhost",
                "redis://app:geheim%zz@localhost",
                "redis://app:geheim%FF@localhost",
                "redis://app:geheim:localhost:6379",
                "redis-sentinel://:geheim@a:1,b:2",
                "redis-sentinel://:geheim@a:1,b:2/",
                "redis-sentinel://:geheim@a:1,,b:2/m",
                "redis-sentinel://:geheim@a/m m",
                "redis-sentinel://:geheim@a/m/geheim",
                "redis-sentinel://:geheim@a/m/1/2",
                "redis-sentinel://a/m?password=geheim",
                "redis-sentinel://a/m?sentinelPassword",
                "redis-sentinel://a/m?sentinelPassword=",
                "redis-sentinel://a/m?sentinelPassword=geheim&sentinelPassword=geheim",
                "redis-sentinel://a/m?sentinelUser=geheim",
                "redis-sentinel://a/m?sentinelPassword=ge@heim",
                "redis-cluster://:geheim@a/1",
                "redis-cluster://:geheim@a?x=geheim",
                "redis-cluster://:geheim@a,"
            })
    void other_text_is_refused_and_not_quoted(String url) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not the URL of a Redis: ")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("heim@")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%FF", // no UTF-8 byte
                "%80", // a continuation byte alone
                "%C3", // cut
                "%C3%28", // no continuation byte
                "%ED%95x%9C", // interrupted
                "%C0%AF", // longer than necessary
                "%ED%A0%80", // a surrogate
                "%F4%90%80%80" // beyond Unicode
            })
    void percent_encoded_text_that_is_not_utf_8_is_refused(String text) {
        assertIsRefused(text);
    }

    @Test
    void half_a_pair_of_surrogates_is_refused() {
        assertIsRefused("\uD800");
        assertIsRefused("\uD800%41");
        assertIsRefused("%41\uDC00");
    }

    private static void assertIsRefused(String text) {
        for (String url : List.of(
                "redis://:geheim" + text + "@a",
                "redis://geheim" + text + ":geheim@a",
                "redis-sentinel://a/geheim" + text,
                "redis-sentinel://a/m?sentinelPassword=geheim" + text,
                "redis-sentinel://a/m?sentinelPassword=geheim&sentinelUser=geheim" + text)) {
            assertThatThrownBy(() -> RedisUrl.parse(url))
                    .as(url)
                    .hasMessage("Not the URL of a Redis: user, password and master must be UTF-8,"
                            + " percent-encoded or not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%4z", "%z4", "%+4", "%-4", "% 4", "%４１", "%%41"})
    void percent_sign_without_two_hexadecimal_digits_is_refused(String text) {
        assertThatThrownBy(() -> RedisUrl.parse("redis://:geheim" + text + "@a"))
                .hasMessage("Not the URL of a Redis: two hexadecimal digits must follow '%';"
                        + " write %25 for '%' itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"한", "%ED%95%9C", "%ed%95%9c", "\uD83D\uDE00", "%F0%9F%98%80", "%EF%BF%BD", "%00"})
    void text_that_is_utf_8_is_read(String text) {
        String password =
                RedisUrl.parse("redis://:" + text + "@a").credentials().password();

        assertThat(password).isEqualTo(URLDecoder.decode(text, StandardCharsets.UTF_8));
    }

    @Test
    void message_and_text_of_a_mutilated_url_contain_no_password() {
        Random random = new Random(20261122);
        String valid = "redis-sentinel://user:Xq7Zw9Kp@a:1,b:2/master/1?sentinelPassword=Xq7Zw9Kp";
        String alphabet = ":/@?#,%[]&=a1 \u0000한";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder url = new StringBuilder(valid);
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                int at = random.nextInt(url.length());
                switch (random.nextInt(3)) {
                    case 0 -> url.deleteCharAt(at);
                    case 1 -> url.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> url.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            assertThat(shown(url.toString())).as(url.toString()).doesNotContain("Xq7", "Zw9", "9Kp");
        }
    }

    /** Returns the text that is shown of a URL; empty if the mutilation made the password a part of host, master or user. */
    private static String shown(String url) {
        try {
            RedisUrl parsed = RedisUrl.parse(url);
            boolean elsewhere = parsed.hosts().stream().anyMatch(host -> isPartOfPassword(host.getHost()))
                    || isPartOfPassword(parsed.master())
                    || isPartOfPassword(String.valueOf(parsed.credentials().user()));
            return elsewhere ? "" : parsed.toString();
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static boolean isPartOfPassword(String text) {
        return text.contains("Xq7") || text.contains("Zw9") || text.contains("9Kp");
    }
}
