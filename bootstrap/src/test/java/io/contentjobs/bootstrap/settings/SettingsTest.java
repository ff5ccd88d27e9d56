package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsTest {
    /** A name and some of its values, each between bars. */
    private static final List<String> ACCEPTED = List.of(
            "HTTP_HOST: 0.0.0.0 | localhost | my_host.example.com",
            "HTTP_PORT: 0 | 65535",
            "REDIS_URL: redis://localhost:6379 | rediss://redis.example.com:6379",
            "REDIS_TIMEOUT: 10ms | 1m",
            "POLL_INTERVAL: 1s | 2000ms | 1h",
            "MAX_WAIT: 1s | 5m",
            "MAX_WAITERS: 0 | 60000",
            "WATCH_INTERVAL: 10ms | 10s",
            "JOB_TTL: 1s | 30d",
            "IMAGE_TTL: 1s | 365d",
            "JOB_OVERDUE_AFTER: off | 1s | 1500ms | 30d",
            "CORS_ORIGINS: https://app.example.com | https://app.example.com, http://localhost:3000",
            "MANAGEMENT_PORT: 0 | 65535",
            "DEMO_DURATION: 10ms | 10m");

    private static final List<String> REFUSED = List.of(
            "HTTP_HOST: http://localhost | [::1] | localhost:8080 | a b",
            "HTTP_PORT: -1 | 65536 | 080a | 99999999999999999999 | 8080  | ８０８０",
            "REDIS_URL: localhost:6379 | http://localhost:6379",
            "REDIS_TIMEOUT: 9ms | 60001ms | 1 | 1S | 1 s | 0.5s | PT1S | -1s | 9999999999ms",
            "POLL_INTERVAL: 0s | 500ms | 1500ms | 61m",
            "MAX_WAIT: 0s | 1500ms | 301s",
            "MAX_WAITERS: -1 | 60001",
            "WATCH_INTERVAL: 9ms | 11s",
            "JOB_TTL: 999ms | 1001ms | 31d",
            "IMAGE_TTL: 0d | 366d",
            "JOB_OVERDUE_AFTER: 999ms | 31d | never",
            "CORS_ORIGINS: * | null | app.example.com | https://app.example.com/"
                    + " | https://app.example.com;http://localhost:3000",
            "AUTH_JWKS_FILE: /no/such/file",
            "AUTH_HMAC_SECRET_FILE: /no/such/file",
            "MANAGEMENT_PORT: 65536 | x | 8080",
            "DEMO_DURATION: 9ms | 601s");

    @Test
    void empty_environment_gives_the_defaults() throws BadSettingsException {
        assertThat(Settings.from(Map.of()))
                .hasToString("Settings[http=HttpSettings[host=127.0.0.1, port=8080, managementPort=Optional.empty,"
                        + " idleTimeout=PT1M15S, stopDelay=PT0S], redis=RedisSettings[url=Optional.empty, timeout=PT1S],"
                        + " jobs=JobSettings[pollInterval=PT2S, maxWait=PT10S, maxWaiters=10000, watchInterval=PT0.2S, overdueAfter=Optional.empty], access=AccessSettings[origins="
                        + "Optional.empty, keyFile=Optional.empty, claims=TokenClaims[issuer=Optional.empty, audience="
                        + "Optional.empty]], demo=DemoSettings[jobTtl=PT1H, imageTtl=PT168H, duration=PT4S]]");
    }

    @Test
    void each_variable_is_read_into_its_own_setting() throws BadSettingsException {
        Settings settings = Settings.from(Map.ofEntries(
                Map.entry("HTTP_HOST", "::1"),
                Map.entry("HTTP_PORT", "0"),
                Map.entry("REDIS_URL", "redis://app:s3cret@redis.example.com:6380/2"),
                Map.entry("REDIS_TIMEOUT", "250ms"),
                Map.entry("POLL_INTERVAL", "5s"),
                Map.entry("MAX_WAIT", "30s"),
                Map.entry("MAX_WAITERS", "77"),
                Map.entry("WATCH_INTERVAL", "50ms"),
                Map.entry("JOB_OVERDUE_AFTER", "3m"),
                Map.entry("CORS_ORIGINS", "https://app.example.com"),
                Map.entry("MANAGEMENT_PORT", "9090"),
                Map.entry("IDLE_TIMEOUT", "11m"),
                Map.entry("STOP_DELAY", "7s")));

        assertThat(settings.http())
                .hasToString("HttpSettings[host=::1, port=0, managementPort=Optional[9090], idleTimeout=PT11M,"
                        + " stopDelay=PT7S]");
        assertThat(settings.redis().toString())
                .contains("redis.example.com:6380", "timeout=PT0.25S")
                .doesNotContain("s3cret");
        assertThat(settings.jobs())
                .hasToString("JobSettings[pollInterval=PT5S, maxWait=PT30S, maxWaiters=77, watchInterval=PT0.05S,"
                        + " overdueAfter=Optional[PT3M]]");
        assertThat(settings.access().origins()).isPresent();
        assertThat(Settings.from(Map.of("JOB_TTL", "2h", "IMAGE_TTL", "14d", "DEMO_DURATION", "20s"))
                        .demo())
                .hasToString("DemoSettings[jobTtl=PT2H, imageTtl=PT336H, duration=PT20S]");
    }

    @ParameterizedTest
    @CsvSource({"10s, 24s, 25s", "1m, 1s, 75s", "5m, 75s, 315s"})
    void idle_timeout_shorter_than_a_wait_is_refused(String wait, String idle, String least) {
        assertThat(problems(Map.of("MAX_WAIT", wait, "IDLE_TIMEOUT", idle)))
                .matches("IDLE_TIMEOUT: '" + idle + "' is refused: with MAX_WAIT at \\d+s it must be at least " + least
                        + ", because otherwise the server closes the connections of waiting requests");
    }

    @ParameterizedTest
    @CsvSource({"10s, 75s", "1m, 75s", "5m, 315s"})
    void default_idle_timeout_is_longer_than_every_wait(String wait, String idle) throws BadSettingsException {
        assertThat(Settings.from(Map.of("MAX_WAIT", wait))
                        .httpOptions(Optional.empty())
                        .idleTimeout())
                .isEqualTo(DurationText.parse(idle).orElseThrow());
    }

    static Stream<Arguments> blanks() {
        return Setting.ALL.stream()
                .flatMap(setting -> Stream.of("", " ", "\t\r\n", "\u00a0", "\u3000")
                        .map(blank -> Arguments.of(setting.name(), blank)));
    }

    @ParameterizedTest
    @MethodSource("blanks")
    void blank_value_is_refused_by_name(String name, String blank) {
        assertThat(problems(Map.of(name, blank)).lines())
                .singleElement()
                .asString()
                .matches(name + ": '.*' is refused: .+");
    }

    @Test
    void all_empty_values_are_named_at_once() {
        Map<String, String> environment = new HashMap<>();
        Setting.ALL.forEach(setting -> environment.put(setting.name(), ""));

        assertThat(problems(environment).lines())
                .containsExactlyElementsOf(Setting.ALL.stream()
                        .map(setting ->
                                setting.name() + ": '' is refused: it is empty; unset it, or set it: allowed is "
                                        + setting.syntax().allowed())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "JOB_TTL, 1h, redis://localhost:6379",
        "IMAGE_TTL, 7d, redis://localhost:6379",
        "DEMO_DURATION, 4s, redis://localhost:6379",
        "JOB_TTL, 1h, redis-cluster://localhost:6379",
    })
    void setting_of_the_demo_is_refused_with_a_redis_url(String name, String value, String redisUrl) {
        assertThat(problems(Map.of("REDIS_URL", redisUrl, name, value)))
                .isEqualTo(
                        name + ": refused with a REDIS_URL, because the server then records nothing; it is a setting of"
                                + " the demo. The workers choose the lifetimes of jobs and images");
    }

    @Test
    void setting_of_the_demo_is_refused_with_a_bad_redis_url() {
        assertThat(problems(Map.of("REDIS_URL", "localhost", "JOB_TTL", "1h", "IMAGE_TTL", "7d"))
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("REDIS_URL: "),
                        line -> assertThat(line).startsWith("JOB_TTL: refused with a REDIS_URL"),
                        line -> assertThat(line).startsWith("IMAGE_TTL: refused with a REDIS_URL"));
    }

    static Stream<Arguments> accepted() {
        return ACCEPTED.stream().flatMap(SettingsTest::values);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void value_within_bounds_is_accepted(String name, String value) throws BadSettingsException {
        assertThat(Settings.from(Map.of(name, value))).isNotNull();
    }

    static Stream<Arguments> refused() {
        return REFUSED.stream().flatMap(SettingsTest::values);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void value_out_of_bounds_is_refused_by_name(String name, String value) {
        assertThat(problems(Map.of(name, value))).matches(name + ": '.+' is refused: .+");
    }

    private static Stream<Arguments> values(String row) {
        int colon = row.indexOf(": ");
        return Stream.of(row.substring(colon + 2).split(" \\| ", -1))
                .map(value -> Arguments.of(row.substring(0, colon), value));
    }

    @Test
    void each_problem_has_a_line() {
        String message = problems(Map.of(
                "HTTP_PORT", "http\n",
                "REDIS_URL", "redis://app:s3cret@redis.example.com:port",
                "POLL_INTERVAL", "1ms",
                "MAX_WAIT", "1m",
                "REDIS_TIMEOUT", "x".repeat(10_000)));

        assertThat(message.lines())
                .containsExactly(
                        "HTTP_PORT: 'http?' is refused: allowed is a whole number from 0 to 65535",
                        "REDIS_URL: 'redis://****@****' is refused: Not the URL of a Redis: a port"
                                + " must be a number from 1 to 65535",
                        "REDIS_TIMEOUT: '" + "x".repeat(100)
                                + "...' is refused: allowed is a duration such as 500ms, 2s,"
                                + " 1m, 1h or 7d, from 10ms to 1m",
                        "POLL_INTERVAL: '1ms' is refused: allowed is a duration in whole seconds such as 2s, 1m, 1h or"
                                + " 7d, from 1s to 1h");
    }

    private static String problems(Map<String, String> environment) {
        var refused = catchThrowableOfType(BadSettingsException.class, () -> Settings.from(environment));
        return String.valueOf(refused.getMessage());
    }
}
