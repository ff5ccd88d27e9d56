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
    void misspelt_name_of_a_setting_is_recognized(String setting, String name) {
        assertThat(SimilarNames.isSlipOf(setting, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PORT, HTTP_PROXY", "HTTP_HOST, HOSTNAME", "REDIS_URL, DATABASE_URL", "MAX_WAIT, MAX_WAITERS"})
    void name_of_another_variable_is_ignored(String setting, String name) {
        assertThat(SimilarNames.isSlipOf(setting, name)).isFalse();
    }

    @Test
    void warning_names_the_similar_setting_without_a_value() {
        assertThat(warnings(Map.of("MAX_WAITER", "s3cret", "REDIS_URL", "redis://localhost")))
                .isEqualTo("MAX_WAITER is not a setting. Did you mean MAX_WAITERS?");
    }

    @Test
    void settings_and_other_variables_are_not_logged() {
        assertThat(warnings(REDIS)).isEmpty();
        assertThat(warnings(Map.of("REDIS_URL", "redis://localhost", "REDIS_TIMEOUT", "1s", "PATH", "/bin")))
                .isEmpty();
        assertThat(warnings(Map.of("REDIS_URL", "redis://localhost", "REDIS_URI", "redis://localhost")))
                .isEmpty();
    }

    @Test
    void missing_redis_url_is_logged_as_the_demo() {
        assertThat(warnings(Map.of("PATH", "/bin")))
                .isEqualTo("REDIS_URL is not set: this server runs the demo. It reads its own Redis, not yours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"REDIS_URI", "REDISURL", "redis_url", "REDIS_HOST", "SPRING_DATA_REDIS_HOST", "redis_password"})
    void variables_about_a_redis_are_named_if_redis_url_is_missing(String name) {
        assertThat(warnings(Map.of(name, "s3cret"))).endsWith("These variables are set, but are not settings: " + name);
    }

    @Test
    void name_with_other_characters_is_not_logged() {
        assertThat(warnings(Map.of("REDIS_URI\n", "x"))).doesNotContain("URI");
    }

    private static String warnings(Map<String, String> environment) {
        try (LogCapture log = LogCapture.begin()) {
            SimilarNames.warnOf(environment);
            return String.join("\n", log.warnings()).replace("WARN " + SimilarNames.class.getName() + ": ", "");
        }
    }
}
