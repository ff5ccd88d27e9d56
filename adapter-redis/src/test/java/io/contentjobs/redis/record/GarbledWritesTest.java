package io.contentjobs.redis.record;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.RealStore;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another server takes Redis's place and replies as Redis never would. No change is reported as made. */
final class GarbledWritesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "\0\0\0\0\r\n",
                "$-7\r\n",
                ":x\r\n",
                "+WHAT\r\n",
                "*1000000\r\n$5\r\nfo"
            })
    void unexpected_reply_is_no_verdict(String garbage) throws IOException {
        try (ScriptedRedis redis = new ScriptedRedis((command, out) ->
                        out.write((command.get(0).equals("CLIENT") ? "+OK\r\n" : garbage).getBytes(ISO_8859_1)));
                RedisStore store = RedisStore.connect(
                        RedisUrl.parse("redis://127.0.0.1:" + redis.port()), Duration.ofMillis(300))) {
            JobWriter writer = RealStore.writer(store);

            assertUnavailable(() -> writer.create(Jobs.pending()));
            assertUnavailable(() -> writer.advance(Jobs.id(), JobStatus.FAILED));
            assertUnavailable(() -> writer.storeImageUrls(Jobs.draft(), Jobs.imageUrls()));
            assertThat(store.answers()).isFalse();
        }
    }
}
