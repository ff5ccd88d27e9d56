package io.contentjobs.redis.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@link CreatedAt} beside the JDK's parser of the most common form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CreatedAtBenchmark {
    public static final String TEXT = "2026-11-22T18:00:00.123456+09:00";

    // Not final, or the compiler may know the outcome.
    private String text = TEXT;

    @Benchmark
    public @Nullable Instant anyForm() {
        return CreatedAt.parse(text);
    }

    @Benchmark
    public Instant offsetDateTime() {
        return OffsetDateTime.parse(text).toInstant();
    }
}
