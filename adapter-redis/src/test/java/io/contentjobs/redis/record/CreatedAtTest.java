package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreatedAtTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2025-10-27T10:00:00+09:00            | 2025-10-27T01:00:00Z
                    2025-10-27T10:00:00+0900             | 2025-10-27T01:00:00Z
                    2025-10-27T10:00:00+09               | 2025-10-27T01:00:00Z
                    2025-10-27T10:00:00.123456789+09:00  | 2025-10-27T01:00:00.123456789Z
                    2025-10-27T10:00:00+09:00[Asia/Seoul]| 2025-10-27T01:00:00Z
                    2025-10-27T01:00:00Z                 | 2025-10-27T01:00:00Z
                    2025-10-27t01:00:00z                 | 2025-10-27T01:00:00Z
                    2025-10-27 01:00:00+00:00            | 2025-10-27T01:00:00Z
                    2025-10-27T01:00Z                    | 2025-10-27T01:00:00Z
                    2025-10-27T01:00:00.5Z               | 2025-10-27T01:00:00.500Z
                    2025-10-27T01:00:00,5Z               | 2025-10-27T01:00:00.500Z
                    2025-10-27T01:00:00.1234567891234Z   | 2025-10-27T01:00:00.123456789Z
                    2025-10-26T18:30:00-06:30            | 2025-10-27T01:00:00Z
                    2024-02-29T00:00:00+18:00            | 2024-02-28T06:00:00Z
                    2025-12-31T23:59:59-00:00:01         | 2026-01-01T00:00:00Z
                    0001-01-01T00:00:00Z                 | 0001-01-01T00:00:00Z
                    1761526800                           | 2025-10-27T01:00:00Z
                    1761526800.5                         | 2025-10-27T01:00:00.500Z
                    1761526800.123456789                 | 2025-10-27T01:00:00.123456789Z
                    1761526800123                        | 2025-10-27T01:00:00.123Z
                    1761526800123.75                     | 2025-10-27T01:00:00.123Z
                    100000000                            | 1973-03-03T09:46:40Z
                    99999999999                          | 5138-11-16T09:46:39Z
                    100000000000                         | 1973-03-03T09:46:40Z
                    99999999999999                       | 5138-11-16T09:46:39.999Z
                    """)
    void instant_is_read(String text, Instant expected) {
        assertThat(CreatedAt.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "yesterday",
                "2025-10-27",
                "2025-10-27T10:00:00",
                "2025-10-27T10:00:00.123",
                "2025-10-27T10:00:00+",
                "2025-10-27T10:00:00+9",
                "2025-10-27T10:00:00+19:00",
                "2025-10-27T10:00:00+09:60",
                "2025-10-27T10:00:00+09:00 ",
                "2025-10-27T10:00:00+09:00[Asia/Seoul",
                "2025-10-27T10:00:00[Asia/Seoul]",
                "2025-10-27T10:00:00.Z",
                "2025-10-27T24:00:00Z",
                "2025-10-27T23:60:00Z",
                "2025-10-27T23:59:60Z",
                "2025-13-01T00:00:00Z",
                "2025-00-01T00:00:00Z",
                "2025-01-00T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2025-04-31T00:00:00Z",
                "2025/10/27T10:00:00Z",
                "2025-10-27_10:00:00Z",
                "2025-1-27T10:00:00Z",
                "+2025-10-27T10:00:00Z",
                "٢٠٢٥-10-27T10:00:00Z",
                "[2025,10,27,10,0,0]",
                "0",
                "-1761526800",
                "99999999",
                "99999999999999999999999999",
                "1761526800.",
                "638971236000000000",
                "134060004000000000",
                "1e999999999",
                "1e99",
                "99999999999999999999",
                "2025-10-27 10:00:00 AM",
                "2025-10-27 10:00:00 IST",
                "2025-10-27 10:00:00 +1900",
                "2025-02-29 10:00:00 UTC",
                "Mon, 27 Xxx 2025 01:00:00 GMT",
                "Mon Oct 27 10:00:00 2025",
                "20251027T010000",
                "[1761526800]",
                "[1761526800,1000000000]",
                "[1761526800,-1]",
                "[1,2]",
                "[1761526800123,0]",
                "{\"epochSecond\":1761526800}",
                "[[[[",
                "/Date(x)/",
                "0x69"
            })
    void other_text_is_not_an_instant(String text) {
        assertThat(CreatedAt.parse(text)).isNull();
    }

    @Test
    void instants_that_java_writes_are_read() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-62_135_510_400L, 253_402_214_400L), nanos(random));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801));
            String text = OffsetDateTime.ofInstant(instant, offset).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);

            assertThat(CreatedAt.parse(text)).as(text).isEqualTo(instant);
        }
    }

    @Test
    void cut_or_changed_text_causes_no_exception() {
        Random random = new Random(20261122);
        String alphabet = "0123456789-:.,TZtz+[]eE \"٣";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("2025-10-27T10:00:00.123+09:00[Asia/Seoul]");
            text.setLength(random.nextInt(text.length() + 1));
            for (int change = random.nextInt(3); change > 0 && !text.isEmpty(); change--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Instant parsed = CreatedAt.parse(text.toString());

            assertThat(parsed == null || parsed.isAfter(Instant.MIN)).isTrue();
        }
    }

    private static int nanos(Random random) {
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        int unit = units[random.nextInt(units.length)];
        return random.nextInt(1_000_000_000) / unit * unit;
    }
}
