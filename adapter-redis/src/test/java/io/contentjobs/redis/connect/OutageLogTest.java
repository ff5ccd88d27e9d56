package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutageLogTest {
    private final AtomicLong now = new AtomicLong(7);
    private final OutageLog outages = new OutageLog(RedisHosts.UNKNOWN, now::get);
    private final LoggedLines log = new LoggedLines(RedisErrors.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    /** Steps: fail with a text, refuse with an error reply, a ping that is answered or not, and seconds that pass. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        begin and end of an outage         | 1  | fail one, ping no, pass 2.3, ping yes, pass 1, ping yes \
            | WARN one, INFO Redis answers again after 2.3 s
        outage soon after another          | 1  | fail one, ping no, ping yes, fail two, refuse LOADING x, ping no, \
        ping yes, refuse LOADING y \
            | WARN one, INFO Redis answers again after 0.0 s, WARN two, WARN Redis cannot serve: LOADING x, \
        INFO Redis answers again after 0.0 s, WARN Redis cannot serve: LOADING y
        failures beside answered pings     | 29 | fail one, ping yes, refuse READONLY x, pass 1 \
            | WARN one, INFO Redis answers again after 0.0 s, WARN Redis cannot serve: READONLY x
        outage that lasts is logged again  | 61 | fail one, ping no, pass 1 | WARN one, WARN one, WARN one
        """)
    void steps_cause_the_lines_of_the_table(String name, int times, String steps, String lines) {
        for (int i = 0; i < times; i++) {
            for (String step : steps.split(", ", -1)) {
                String[] words = step.split(" ", 2);
                switch (words[0]) {
                    case "fail" -> outages.failed(FailureKind.UNREACHABLE, words[1], null);
                    case "refuse" -> outages.refused(words[1]);
                    case "ping" -> outages.pinged(words[1].equals("yes"));
                    default ->
                        now.addAndGet(Duration.parse("PT" + words[1] + "S").toNanos());
                }
            }
        }

        assertThat(log.lines()).as(name).containsExactly(lines.split(", ", -1));
    }

    @Test
    void many_kinds_of_errors_do_not_flood_the_log() {
        for (int i = 0; i < 1_000; i++) {
            outages.refused("CODE" + i + " x");
        }

        assertThat(log.lines()).hasSizeLessThan(50);
    }
}
