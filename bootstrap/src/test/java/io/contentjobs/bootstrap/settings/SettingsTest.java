package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsTest {
    @Test
    void empty_environment_gives_the_defaults() throws BadSettingsException {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.redis().url()).isEmpty();
        assertThat(settings.redis().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.jobs().pollInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.jobs().maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.jobs().maxWaiters()).isEqualTo(Runtime.version().feature() < 21 ? 100 : 10_000);
        assertThat(settings.jobs().watchInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.demo().jobTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.demo().imageTtl()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.jobs().overdueAfter()).isEmpty();
        assertThat(settings.access().origins()).isEmpty();
        assertThat(settings.access().keyFile()).isEmpty();
        assertThat(settings.http().managementPort()).isEmpty();
        assertThat(settings.http().idleTimeout()).isEqualTo(Duration.ofSeconds(75));
        assertThat(settings.http().stopDelay()).isZero();
        assertThat(settings.demo().duration()).isEqualTo(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource({"10s, 24s, 25s", "1m, 1s, 75s", "5m, 75s, 315s"})
    void idle_time_out_that_is_shorter_than_a_wait_is_refused(String wait, String idle, String least) {
        assertThatThrownBy(() -> Settings.from(Map.of("MAX_WAIT", wait, "IDLE_TIMEOUT", idle)))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageMatching(
                        "IDLE_TIMEOUT: '" + idle + "' is refused: with MAX_WAIT at \\d+s it must be at least " + least
                                + ", or the connection of a request that waits would be closed");
    }

    @ParameterizedTest
    @CsvSource({"10s, 75s", "1m, 75s", "5m, 315s"})
    void idle_time_out_that_is_not_set_is_long_enough_for_every_wait(String wait, String idle)
            throws BadSettingsException {
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
    void empty_values_are_all_told_at_once() {
        Map<String, String> environment = new HashMap<>();
        Setting.ALL.forEach(setting -> environment.put(setting.name(), ""));

        assertThat(problems(environment).lines())
                .containsExactlyElementsOf(Setting.ALL.stream()
                        .map(setting ->
                                setting.name() + ": '' is refused because it is empty: unset it, or set it; allowed is "
                                        + setting.syntax().allowed())
                        .toList());
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

        assertThat(settings.http().host()).isEqualTo("::1");
        assertThat(settings.http().port()).isZero();
        assertThat(settings.redis().url().orElseThrow().toString())
                .contains("redis.example.com:6380")
                .doesNotContain("s3cret");
        assertThat(settings.redis().timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.jobs().pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.jobs().maxWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.jobs().maxWaiters()).isEqualTo(77);
        assertThat(settings.jobs().watchInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.jobs().overdueAfter()).contains(Duration.ofMinutes(3));
        assertThat(settings.access().origins()).isPresent();
        assertThat(settings.http().managementPort()).contains(9_090);
        assertThat(settings.http().idleTimeout()).isEqualTo(Duration.ofMinutes(11));
        assertThat(settings.http().stopDelay()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void each_variable_of_the_demo_is_read_into_its_own_setting() throws BadSettingsException {
        Settings settings = Settings.from(Map.of("JOB_TTL", "2h", "IMAGE_TTL", "14d", "DEMO_DURATION", "20s"));

        assertThat(settings.demo().jobTtl()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.demo().imageTtl()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.demo().duration()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "JOB_TTL, 1h, redis://localhost:6379",
        "IMAGE_TTL, 7d, redis://localhost:6379",
        "DEMO_DURATION, 4s, redis://localhost:6379",
        "JOB_TTL, 1h, redis-cluster://localhost:6379",
    })
    void setting_of_the_demo_is_refused_with_a_redis_of_others(String name, String value, String redisUrl) {
        assertThat(problems(Map.of("REDIS_URL", redisUrl, name, value)))
                .isEqualTo(
                        name + ": refused with a REDIS_URL, because the server then records nothing; it is a setting of"
                                + " the demo. The workers choose the lifetimes of jobs and images");
    }

    @Test
    void settings_of_the_demo_are_refused_beside_a_redis_url_that_is_refused_itself() {
        assertThat(problems(Map.of("REDIS_URL", "localhost", "JOB_TTL", "1h", "IMAGE_TTL", "7d"))
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("REDIS_URL: "),
                        line -> assertThat(line).startsWith("JOB_TTL: refused with a REDIS_URL"),
                        line -> assertThat(line).startsWith("IMAGE_TTL: refused with a REDIS_URL"));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_HOST, 0.0.0.0",
        "HTTP_HOST, localhost",
        "HTTP_HOST, my_host.example.com",
        "HTTP_PORT, 0",
        "HTTP_PORT, 65535",
        "REDIS_URL, redis://localhost:6379",
        "REDIS_URL, rediss://redis.example.com:6379",
        "REDIS_TIMEOUT, 10ms",
        "REDIS_TIMEOUT, 1m",
        "POLL_INTERVAL, 1s",
        "POLL_INTERVAL, 2000ms",
        "POLL_INTERVAL, 1h",
        "MAX_WAIT, 1s",
        "MAX_WAIT, 5m",
        "MAX_WAITERS, 0",
        "MAX_WAITERS, 1000",
        "WATCH_INTERVAL, 10ms",
        "WATCH_INTERVAL, 10s",
        "JOB_TTL, 1s",
        "JOB_TTL, 30d",
        "IMAGE_TTL, 1s",
        "IMAGE_TTL, 365d",
        "JOB_OVERDUE_AFTER, off",
        "JOB_OVERDUE_AFTER, 1s",
        "JOB_OVERDUE_AFTER, 1500ms",
        "JOB_OVERDUE_AFTER, 30d",
        "CORS_ORIGINS, https://app.example.com",
        "CORS_ORIGINS, 'https://app.example.com, http://localhost:3000'",
        "MANAGEMENT_PORT, 0",
        "MANAGEMENT_PORT, 65535",
        "DEMO_DURATION, 10ms",
        "DEMO_DURATION, 10m",
    })
    void value_within_bounds_is_accepted(String name, String value) throws BadSettingsException {
        assertThat(Settings.from(Map.of(name, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_HOST, http://localhost",
        "HTTP_HOST, [::1]",
        "HTTP_HOST, localhost:8080",
        "HTTP_HOST, a b",
        "HTTP_PORT, -1",
        "HTTP_PORT, 65536",
        "HTTP_PORT, 080a",
        "HTTP_PORT, 99999999999999999999",
        "HTTP_PORT, '8080 '",
        "HTTP_PORT, ８０８０",
        "REDIS_URL, localhost:6379",
        "REDIS_URL, http://localhost:6379",
        "REDIS_TIMEOUT, 9ms",
        "REDIS_TIMEOUT, 60001ms",
        "REDIS_TIMEOUT, 1",
        "REDIS_TIMEOUT, 1S",
        "REDIS_TIMEOUT, 1 s",
        "REDIS_TIMEOUT, 0.5s",
        "REDIS_TIMEOUT, PT1S",
        "REDIS_TIMEOUT, -1s",
        "REDIS_TIMEOUT, 9999999999ms",
        "POLL_INTERVAL, 0s",
        "POLL_INTERVAL, 500ms",
        "POLL_INTERVAL, 1500ms",
        "POLL_INTERVAL, 61m",
        "MAX_WAIT, 0s",
        "MAX_WAIT, 1500ms",
        "MAX_WAIT, 301s",
        "MAX_WAITERS, -1",
        "MAX_WAITERS, 16001",
        "WATCH_INTERVAL, 9ms",
        "WATCH_INTERVAL, 11s",
        "JOB_TTL, 999ms",
        "JOB_TTL, 1001ms",
        "JOB_TTL, 31d",
        "IMAGE_TTL, 0d",
        "IMAGE_TTL, 366d",
        "JOB_OVERDUE_AFTER, 999ms",
        "JOB_OVERDUE_AFTER, 31d",
        "JOB_OVERDUE_AFTER, never",
        "CORS_ORIGINS, *",
        "CORS_ORIGINS, 'null'",
        "CORS_ORIGINS, app.example.com",
        "CORS_ORIGINS, https://app.example.com/",
        "CORS_ORIGINS, https://app.example.com;http://localhost:3000",
        "AUTH_JWKS_FILE, /no/such/file",
        "AUTH_HMAC_SECRET_FILE, /no/such/file",
        "MANAGEMENT_PORT, 65536",
        "MANAGEMENT_PORT, x",
        "MANAGEMENT_PORT, 8080",
        "DEMO_DURATION, 9ms",
        "DEMO_DURATION, 601s",
    })
    void value_out_of_bounds_is_refused_by_name(String name, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageMatching(name + ": '.+' is refused: .+");
    }

    @Test
    void more_may_wait_where_waiting_costs_no_thread_of_the_system() throws BadSettingsException {
        Map<String, String> many = Map.of("MAX_WAITERS", "1001");

        if (Runtime.version().feature() < 21) {
            assertThat(problems(many))
                    .isEqualTo("MAX_WAITERS: '1001' is refused: allowed is a whole number from 0 to 1000");
        } else {
            assertThat(Settings.from(many).jobs().maxWaiters()).isEqualTo(1_001);
        }
    }

    @Test
    void all_problems_are_told_at_once_in_a_line_each() {
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
