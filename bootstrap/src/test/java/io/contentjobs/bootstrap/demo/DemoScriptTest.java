package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contentjobs.domain.EventDraftId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DemoScriptTest {
    private static final Duration MEAN = Duration.ofSeconds(4);
    private static final int RUNS = 20_000;

    private final DemoScript script = new DemoScript(MEAN, new Random(5));

    @Test
    void ten_percent_of_the_jobs_fail_and_five_percent_take_too_long() {
        List<DemoRun> runs = draw("summer-sale");

        assertThat(share(runs.stream().filter(DemoRun::fails))).isCloseTo(0.10, within(0.01));
        assertThat(share(runs.stream().filter(DemoScriptTest::takesTooLong))).isCloseTo(0.05, within(0.01));
    }

    @Test
    void durations_have_the_mean_and_the_tail_of_real_jobs() {
        double[] seconds = draw("summer-sale").stream()
                .filter(run -> !takesTooLong(run))
                .mapToDouble(run -> length(run).toMillis() / 1_000.0)
                .sorted()
                .toArray();

        assertThat(Arrays.stream(seconds).average().orElseThrow()).isCloseTo(4.0, within(0.1));
        assertThat(seconds[seconds.length * 95 / 100]).isCloseTo(8.0, within(0.4));
        assertThat(seconds[seconds.length - 1]).isLessThanOrEqualTo(24.0);
    }

    @Test
    void each_job_is_processing_before_it_ends() {
        assertThat(draw("summer-sale")).allSatisfy(run -> {
            assertThat(run.pending()).isPositive();
            assertThat(run.processing()).isGreaterThan(run.pending());
        });
    }

    @Test
    void prefix_of_the_draft_id_decides_the_outcome() {
        assertThat(draw("ok-x"))
                .noneMatch(DemoRun::fails)
                .allSatisfy(run -> assertThat(length(run)).isEqualTo(MEAN));
        assertThat(draw("fail-x"))
                .allMatch(DemoRun::fails)
                .allSatisfy(run -> assertThat(length(run)).isEqualTo(MEAN));
        assertThat(draw("slow-x"))
                .noneMatch(DemoRun::fails)
                .allSatisfy(run -> assertThat(length(run)).isEqualTo(Duration.ofSeconds(45)));
    }

    private List<DemoRun> draw(String draft) {
        return Stream.generate(() -> script.apply(new EventDraftId(draft)))
                .limit(RUNS)
                .toList();
    }

    private static double share(Stream<DemoRun> some) {
        return some.count() / (double) RUNS;
    }

    private static boolean takesTooLong(DemoRun run) {
        return length(run).compareTo(Duration.ofSeconds(30)) > 0;
    }

    private static Duration length(DemoRun run) {
        return run.pending().plus(run.processing());
    }
}
