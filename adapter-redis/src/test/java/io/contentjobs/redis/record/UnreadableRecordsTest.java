package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.testing.LoggedLines;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnreadableRecordsTest {
    private final UnreadableRecords unreadable = new UnreadableRecords();

    @Test
    void each_key_is_logged_once_and_reported_each_time() {
        try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
            unreadable.report("job:a", "odd");
            unreadable.report("job:b", "odd");

            assertThat(unreadable.report("job:a", "odd"))
                    .hasMessage("job:a: odd")
                    .satisfies(report -> assertThat(report.subject()).isEqualTo("a"));
            assertThat(log.lines())
                    .containsExactly(
                            "WARN The record at job:a is unreadable: odd",
                            "WARN The record at job:b is unreadable: odd");
        }
    }

    @Test
    void oldest_of_too_many_keys_is_logged_again() {
        unreadable.report("job:first", "odd");
        IntStream.range(0, 4096).forEach(i -> unreadable.report("job:" + i, "odd"));

        try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
            unreadable.report("job:4095", "odd");
            unreadable.report("job:first", "odd");

            assertThat(log.lines()).containsExactly("WARN The record at job:first is unreadable: odd");
        }
    }
}
