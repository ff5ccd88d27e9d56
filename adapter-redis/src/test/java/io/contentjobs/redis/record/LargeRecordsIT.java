package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.testing.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** What is stored may be of any size: a process with a heap of 64 MB goes on, and answers for all other jobs. */
final class LargeRecordsIT {
    private static final int MB_60 = 60_000_000;

    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static RedisClient raw;

    /** 60 MB take their time on a machine that is busy. */
    @BeforeAll
    static void connect() {
        raw = RedisClient.builder()
                .hostAndPort("127.0.0.1", REDIS.process().port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis(120_000)
                        .build())
                .build();
    }

    @AfterAll
    static void disconnect() {
        raw.close();
    }

    @Test
    void no_stored_size_takes_more_memory_than_a_record_may() throws Exception {
        JobId failed = job("status", "FAILED");
        raw.set("job:" + failed + ":error", "그림 서버 오류 ".repeat(MB_60 / 21));
        JobId otherField = job("status", "PENDING", "log", "x".repeat(MB_60));
        JobId status = job("status", "P".repeat(MB_60));
        JobId manyFields = job("status", "PROCESSING");
        addFields("job:" + manyFields, 1_000_000);
        JobId json = Jobs.id();
        raw.set("job:" + json, "{\"status\":\"PENDING\",\"log\":\"" + "x".repeat(MB_60) + "\"}");
        JobId images = job("status", "COMPLETED", "eventDraftId", "draft-of-60-mb");
        raw.hset("content:image:draft-of-60-mb", "simple", "x".repeat(MB_60));
        JobId small = job("status", "PROCESSING");

        List<String> printed = pollWithSmallHeap(failed, otherField, status, manyFields, json, images, small);

        List<String> expected = new ArrayList<>();
        expected.addAll(six(failed + " " + SmallHeap.cutError()));
        for (JobId unreadable : List.of(otherField, status, manyFields, json, images)) {
            expected.addAll(six(unreadable + " RecordUnreadableException"));
        }
        expected.addAll(six(small + " PROCESSING"));
        expected.add(failed + " watched FAILED");
        expected.add(otherField + " watched PENDING");
        expected.add(status + " watched none");
        expected.add(manyFields + " watched PROCESSING");
        expected.add(json + " watched none");
        expected.add(images + " watched COMPLETED");
        expected.add(small + " watched PROCESSING");
        assertThat(printed).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static JobId job(String... namesAndValues) {
        JobId id = Jobs.id();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            raw.hset("job:" + id, namesAndValues[i], namesAndValues[i + 1]);
        }
        return id;
    }

    private static void addFields(String key, int count) {
        int step = 50_000;
        for (int from = 0; from < count; from += step) {
            String script = "for i = ARGV[1], ARGV[2] do redis.call('HSET', KEYS[1], 'f' .. i, 'v' .. i) end";
            raw.eval(script, List.of(key), List.of("" + from, "" + (from + step - 1)));
        }
    }

    private static List<String> six(String line) {
        return Collections.nCopies(6, line);
    }

    private static List<String> pollWithSmallHeap(JobId... ids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                "redis://127.0.0.1:" + REDIS.process().port()));
        Stream.of(ids).map(JobId::value).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var reader = process.inputReader()) {
            List<String> lines =
                    reader.lines().filter(line -> line.startsWith("job-")).toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
