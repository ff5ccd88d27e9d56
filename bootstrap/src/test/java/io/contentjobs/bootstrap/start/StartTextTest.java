package io.contentjobs.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.RedisUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartTextTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final Optional<OwnRedis> NO_OWN_REDIS = Optional.empty();
    private static final OptionalInt NO_OTHER_PORT = OptionalInt.empty();

    @Test
    void redis_of_an_operator_is_named() {
        assertThat(StartText.of(
                                server(8080, NO_OTHER_PORT, "redis://:s3cret@redis:6379", NO_OWN_REDIS),
                                "127.0.0.1",
                                CLOCK)
                        .lines())
                .containsExactly("Listening on http://127.0.0.1:8080", "Reading redis://:****@redis:6379");
    }

    @Test
    void management_port_is_named_if_there_is_one() {
        assertThat(StartText.of(server(8080, OptionalInt.of(9090), "redis://redis:6379", NO_OWN_REDIS), "::1", CLOCK)
                        .lines())
                .containsExactly(
                        "Listening on http://[::1]:8080",
                        "Health and metrics are on http://[::1]:9090",
                        "Reading redis://redis:6379");
    }

    @Test
    void redis_of_the_demo_comes_with_commands_to_try() {
        assertThat(StartText.of(
                                server(8080, NO_OTHER_PORT, "redis://127.0.0.1:6380", own(6380, "/tmp/it's")),
                                "127.0.0.1",
                                CLOCK)
                        .lines())
                .containsExactly(
                        "Listening on http://127.0.0.1:8080",
                        "Reading redis://127.0.0.1:6380",
                        "",
                        "This Redis belongs to the server and ends with it. Open its page in a browser:",
                        "  http://127.0.0.1:8080/",
                        "It has a sample job in each status:",
                        "  curl -i http://127.0.0.1:8080/api/content/jobs/sample-pending/status",
                        "  curl -i http://127.0.0.1:8080/api/content/jobs/sample-processing/status",
                        "  curl -i http://127.0.0.1:8080/api/content/jobs/sample-completed/status",
                        "  curl -i http://127.0.0.1:8080/api/content/jobs/sample-failed/status",
                        "Write your own job, and read its status:",
                        "  export REDISCLI_AUTH=\"$(cat '/tmp/it'\\''s')\"",
                        "  redis-cli -p 6380 HSET job:my-job status PENDING eventDraftId my-draft type IMAGE_GEN"
                                + " createdAt 2026-01-02T03:04:05Z",
                        "  curl -i http://127.0.0.1:8080/api/content/jobs/my-job/status");
    }

    private static RunningServer server(
            int httpPort, OptionalInt managementPort, String redisUrl, Optional<OwnRedis> ownRedis) {
        return new Started(httpPort, managementPort, RedisUrl.parse(redisUrl), ownRedis);
    }

    private record Started(int httpPort, OptionalInt managementPort, RedisUrl redisUrl, Optional<OwnRedis> ownRedis)
            implements RunningServer {
        @Override
        public void close() {}
    }

    private static Optional<OwnRedis> own(int port, String passwordFile) {
        return Optional.of(new OwnRedis(port, Path.of(passwordFile)));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:80, http://localhost:80/",
        "::1, http://[::1]:80, http://[::1]:80/",
        "0.0.0.0, http://0.0.0.0:80, http://localhost:80/",
        "::, http://[::]:80, http://localhost:80/",
    })
    void printed_commands_work_for_each_listening_address(String host, String listening, String curled) {
        assertThat(StartText.of(server(80, NO_OTHER_PORT, "redis://127.0.0.1:1", own(1, "/p")), host, CLOCK))
                .startsWith("Listening on " + listening + "\n")
                .contains("curl -i " + curled + "api");
    }
}
