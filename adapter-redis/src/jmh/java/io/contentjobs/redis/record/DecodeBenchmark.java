package io.contentjobs.redis.record;

import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.util.KeyValue;

/** What each poll costs between Redis's reply and the {@link Job}, in each form that a record may have. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecodeBenchmark {
    private final RecordDecoder decoder = new RecordDecoder(new UnreadableRecords());

    // Not final, or the compiler may know the outcome.
    private JobId id = new JobId("job-0123456789");
    private List<Object> hash = flat("");
    private List<Object> pairs = inPairs(hash);
    private List<Object> quoted = flat("\"");
    private byte[] json =
            bytes("{\"status\":\"PROCESSING\",\"eventDraftId\":\"draft-0123456789\",\"type\":\"IMAGE_GEN\","
                    + "\"createdAt\":\"" + CreatedAtBenchmark.TEXT + "\"}");

    /** The form that this project writes, as RESP2 tells it. */
    @Benchmark
    public Job hash() {
        return decoder.job(id, new HashRecord(hash));
    }

    /** The same, as RESP3 tells it. */
    @Benchmark
    public Job hashInPairs() {
        return decoder.job(id, new HashRecord(pairs));
    }

    @Benchmark
    public Job hashOfQuotedValues() {
        return decoder.job(id, new HashRecord(quoted));
    }

    @Benchmark
    public Job jsonString() {
        return decoder.job(id, Objects.requireNonNull(JsonRecord.parse(json)));
    }

    private static List<Object> flat(String quote) {
        List<Object> entries = new ArrayList<>();
        for (String text : List.of(
                "status", "PROCESSING",
                "eventDraftId", "draft-0123456789",
                "type", "IMAGE_GEN",
                "createdAt", CreatedAtBenchmark.TEXT)) {
            entries.add(bytes(entries.size() % 2 == 0 ? text : quote + text + quote));
        }
        return entries;
    }

    private static List<Object> inPairs(List<Object> entries) {
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += 2) {
            pairs.add(new KeyValue<>(entries.get(i), entries.get(i + 1)));
        }
        return pairs;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
