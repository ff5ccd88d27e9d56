package io.contentjobs.redis.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes Redis's place replies with what Redis never would: no change is reported as made. */
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
        try (ScriptedRedis redis = new ScriptedRedis((command, out) -> reply(command, out, garbage));
                RedisStore store = RedisStore.connect(
                        RedisUrl.parse("redis://127.0.0.1:" + redis.port()), Duration.ofMillis(300))) {
            JobWriter writer = store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);

            assertThatThrownBy(() -> writer.create(Jobs.pending())).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> writer.advance(Jobs.id(), JobStatus.FAILED))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> writer.storeImageUrls(Jobs.draft(), Jobs.imageUrls()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(store.answers()).isFalse();
        }
    }

    private static void reply(List<String> command, OutputStream out, String garbage) throws IOException {
        boolean greeting = command.get(0).equals("CLIENT");
        out.write((greeting ? "+OK\r\n" : garbage).getBytes(ISO_8859_1));
    }
}
