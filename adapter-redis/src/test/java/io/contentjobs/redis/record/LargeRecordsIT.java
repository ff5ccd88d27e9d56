package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ChildJvm;
import io.contentjobs.redis.testing.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** Records may be of any size: a process with a heap of 64 MB goes on, and answers for all other jobs. */
final class LargeRecordsIT {
    private static final int MB_60 = 60_000_000;
    private static final int POLLS = 6;

    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Test
    void no_record_takes_more_memory_than_its_limit() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("redis://127.0.0.1:" + REDIS.port()));
        try (RedisClient raw = RedisClient.builder()
                .hostAndPort("127.0.0.1", REDIS.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis(120_000)
                        .build())
                .build()) {
            putLargeRecords(raw).forEach((id, outcomes) -> {
                arguments.add(id);
                for (int i = 0; i < POLLS; i++) {
                    expected.add(id + " " + outcomes.get(0));
                }
                expected.add(id + " watched " + outcomes.get(1));
            });
        }

        Process process = ChildJvm.of(SmallHeap.class)
                .option("-Xmx64m")
                .option("-XX:+ExitOnOutOfMemoryError")
                .start(arguments.toArray(String[]::new));
        try (var reader = process.inputReader()) {
            List<String> told =
                    reader.lines().filter(line -> line.startsWith("job-")).toList();
            assertThat(process.waitFor()).isZero();
            assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns, of each job, what a poll tells and the status that a watcher reads. */
    private static Map<String, List<String>> putLargeRecords(RedisClient raw) {
        Map<String, List<String>> outcomes = new TreeMap<>();
        String unreadable = "RecordUnreadableException";
        String failed = put(raw, "status", "FAILED");
        raw.set("job:" + failed + ":error", "그림 서버 오류 ".repeat(MB_60 / 21));
        outcomes.put(failed, List.of("FAILED " + JobReport.Failed.MAX_ERROR_LENGTH, "FAILED"));
        String otherField = put(raw, "status", "PENDING", "log", "x".repeat(MB_60));
        outcomes.put(otherField, List.of(unreadable, "PENDING"));
        outcomes.put(put(raw, "status", "P".repeat(MB_60)), List.of(unreadable, "none"));
        String manyFields = put(raw, "status", "PROCESSING");
        for (int from = 0; from < 1_000_000; from += 50_000) {
            String script = "for i = ARGV[1], ARGV[2] do redis.call('HSET', KEYS[1], 'f' .. i, 'v' .. i) end";
            raw.eval(script, List.of("job:" + manyFields), List.of("" + from, "" + (from + 49_999)));
        }
        outcomes.put(manyFields, List.of(unreadable, "PROCESSING"));
        String json = Jobs.id().value();
        raw.set("job:" + json, "{\"status\":\"PENDING\",\"log\":\"" + "x".repeat(MB_60) + "\"}");
        outcomes.put(json, List.of(unreadable, "none"));
        raw.hset("content:image:draft-of-60-mb", "simple", "x".repeat(MB_60));
        String images = put(raw, "status", "COMPLETED", "eventDraftId", "draft-of-60-mb");
        outcomes.put(images, List.of(unreadable, "COMPLETED"));
        outcomes.put(put(raw, "status", "PROCESSING"), List.of("PROCESSING", "PROCESSING"));
        return outcomes;
    }

    private static String put(RedisClient raw, String... namesAndValues) {
        JobId id = Jobs.id();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            raw.hset("job:" + id, namesAndValues[i], namesAndValues[i + 1]);
        }
        return id.value();
    }

    /** Polls each job several times at once, reads all statuses, and prints the results. Arguments: URL and jobs. */
    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] args) throws Exception {
            List<JobId> ids = Stream.of(args).skip(1).map(JobId::new).toList();
            try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(60))) {
                JobStatusLookup lookup = new JobStatusLookup(store.reader());
                List<FutureTask<String>> polls = new ArrayList<>();
                for (int i = 0; i < POLLS; i++) {
                    for (JobId id : ids) {
                        FutureTask<String> poll = new FutureTask<>(() -> id + " " + poll(lookup, id));
                        polls.add(poll);
                        new Thread(poll).start();
                    }
                }
                for (FutureTask<String> poll : polls) {
                    System.out.println(poll.get());
                }
                store.statuses()
                        .findStatuses(ids)
                        .forEach((id, status) -> System.out.println(
                                id + " watched " + status.map(Enum::name).orElse("none")));
            }
        }

        private static String poll(JobStatusLookup lookup, JobId id) {
            try {
                return lookup.getJobStatus(id)
                        .match(
                                inProgress -> inProgress.status().name(),
                                completed -> completed.imageUrls().simple(),
                                failed -> "FAILED " + failed.error().length());
            } catch (RuntimeException failure) {
                return failure.getClass().getSimpleName();
            }
        }
    }
}
