package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.LogCapture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimilarNamesTest {
    private static final Map<String, String> REDIS = Map.of("REDIS_URL", "redis://localhost");

    @ParameterizedTest
    @CsvSource({
        "REDIS_URL, REDIS_URI",
        "REDIS_URL, REDISURL",
        "REDIS_URL, redis.url",
        "REDIS_URL, REDIS-URL",
        "REDIS_URL, REDSI_URL",
        "REDIS_URL, REDIS_UR",
        "REDIS_URL, REDDIS_URL",
        "MAX_WAITERS, MAX_WAITER",
        "HTTP_PORT, HTTP_PROT",
        "LOG_FORMAT, LogFormat",
    })
    void slips_of_the_keyboard_are_recognized(String setting, String name) {
        assertThat(SimilarNames.isSlipOf(setting, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PORT, HTTP_PROXY", "HTTP_HOST, HOSTNAME", "REDIS_URL, DATABASE_URL", "MAX_WAIT, MAX_WAITERS"})
    void names_of_others_are_left_alone(String setting, String name) {
        assertThat(SimilarNames.isSlipOf(setting, name)).isFalse();
    }

    @Test
    void setting_that_was_probably_meant_is_named_without_any_value() {
        assertThat(warnings(Map.of("MAX_WAITER", "s3cret", "REDIS_URL", "redis://localhost")))
                .isEqualTo("MAX_WAITER is not a setting. Did you mean MAX_WAITERS?");
    }

    @Test
    void nothing_is_told_of_settings_and_of_what_is_not_like_them() {
        assertThat(warnings(REDIS)).isEmpty();
        assertThat(warnings(Map.of("REDIS_URL", "redis://localhost", "REDIS_TIMEOUT", "1s", "PATH", "/bin")))
                .isEmpty();
        assertThat(warnings(Map.of("REDIS_URL", "redis://localhost", "REDIS_URI", "redis://localhost")))
                .isEmpty();
    }

    @Test
    void missing_redis_url_is_told_as_a_demo() {
        assertThat(warnings(Map.of("PATH", "/bin")))
                .isEqualTo("REDIS_URL is not set: this server runs the demo. It reads its own Redis, not yours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_HOST", "REDIS_SERVICE_HOST", "SPRING_REDIS_URL", "redis_password"})
    void other_variables_about_a_redis_are_named_where_redis_url_is_missing(String name) {
        assertThat(warnings(Map.of(name, "s3cret"))).endsWith("These variables are set, but are not settings: " + name);
    }

    @Test
    void name_with_other_characters_is_not_logged() {
        assertThat(warnings(Map.of("REDIS_URI\n", "x"))).doesNotContain("URI");
    }

    private static String warnings(Map<String, String> environment) {
        try (LogCapture warnings = LogCapture.begin()) {
            SimilarNames.warnOf(environment);
            return String.join(
                    "\n",
                    warnings.warnings().stream()
                            .map(line -> line.replace("WARN " + SimilarNames.class.getName() + ": ", ""))
                            .toList());
        }
    }
}
