package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.testing.RealRedis;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

final class HostileIdsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final int STRINGS = 5_000;
    private static final String[] PIECES = {
        ":",
        ":error",
        "{",
        "}",
        "*",
        "?",
        "[a-z]",
        "\r\n",
        "\n",
        "\u0000",
        " ",
        "/",
        "..",
        "%3A",
        "\\",
        "\"",
        "'",
        "*1\r\n$8\r\nFLUSHALL\r\n",
        "job:",
        "content:image:",
        "ｅrror",
        "：",
        "\u202e",
        "é",
        "그림",
        "\ud83d\ude48",
        "\ud83d",
        "a",
        "Z",
        "0",
        "_",
        "-",
        "DEL ",
        ";",
        "--",
        "$(id)",
        "<script>",
        "x".repeat(65),
        "",
        "\u007f"
    };

    @Test
    void no_id_reaches_the_key_of_anything_but_its_own_job() throws InterruptedException {
        Job victim = Jobs.failed();
        REDIS.fixture().put(victim);
        REDIS.fixture().putError(victim.id(), "private");
        Set<String> allowed = new HashSet<>();
        try (WatchedKeys watched = new WatchedKeys()) {
            Random random = new Random(20261122);
            for (int i = 0; i < STRINGS; i++) {
                String hostile = hostile(random, victim.id().value());
                JobId.parse(hostile).ifPresent(id -> {
                    allowed.addAll(List.of("job:" + hostile, "job:" + hostile + ":error"));
                    assertThat(hostile).matches("[A-Za-z0-9_-]{1,64}");
                    assertThat(REDIS.reader().find(id).isPresent()).isEqualTo(id.equals(victim.id()));
                    assertThat(REDIS.reader().findError(id).isPresent()).isEqualTo(id.equals(victim.id()));
                });
                EventDraftId.parse(hostile).ifPresent(draft -> {
                    allowed.add("content:image:" + hostile);
                    assertThat(REDIS.reader().findImageUrls(draft)).isEmpty();
                });
            }
            Set<String> reached = watched.untilNow();

            assertThat(reached).isNotEmpty();
            assertThat(allowed).containsAll(reached);
        }
        assertThat(REDIS.reader().find(victim.id())).contains(victim);
    }

    private static String hostile(Random random, String victim) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(4); piece >= 0; piece--) {
            text.append(random.nextInt(6) == 0 ? victim : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The keys of all commands that arrive at Redis, seen by MONITOR. */
    private static final class WatchedKeys extends JedisMonitor implements AutoCloseable {
        private final Set<String> keys = ConcurrentHashMap.newKeySet();
        private final CountDownLatch watching = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final String marker = "over-" + Jobs.id();
        private final String firstMarker = "begin-" + Jobs.id();
        private final Jedis connection = new Jedis("127.0.0.1", REDIS.port());

        WatchedKeys() throws InterruptedException {
            Thread thread = new Thread(this::watch, "monitor");
            thread.setDaemon(true);
            thread.start();
            Await.until("a monitor", () -> {
                REDIS.raw().get(firstMarker);
                return watching.getCount() == 0;
            });
        }

        private void watch() {
            try {
                connection.monitor(this);
            } catch (RuntimeException closed) {
                over.countDown();
            }
        }

        @Override
        public void onCommand(String line) {
            if (line.contains(marker)) {
                over.countDown();
            } else if (line.contains(firstMarker)) {
                watching.countDown();
            } else {
                key(line).ifPresent(keys::add);
            }
        }

        /** Of {@code 1700000000.000000 [0 127.0.0.1:50000] "HGETALL" "job:a"} it is {@code job:a}. */
        private static Optional<String> key(String line) {
            String[] quoted = line.split("\"", -1);
            return quoted.length < 5 || quoted[1].equals("CLIENT") ? Optional.empty() : Optional.of(quoted[3]);
        }

        Set<String> untilNow() throws InterruptedException {
            REDIS.raw().get(marker);
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            return keys;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
