package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.testing.LoggedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of docs/records.md, row for row: as a field of a hash, and in JSON. */
final class CreatedAtFormsTest {
    private static final Pattern ROW = Pattern.compile("\\| (?:[^|`]*(?:`[^`|]*`[^|`]*)*)\\| `([^`]+)` \\| (\\S+) \\|");

    private final RecordDecoder decoder = new RecordDecoder(new UnreadableRecords());

    @Test
    void each_form_of_the_table_is_read_as_the_table_says() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("..", "docs", "records.md")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThan(30);

        for (MatchResult row : rows) {
            Instant expected = row.group(2).equals("unknown") ? null : Instant.parse(row.group(2));
            String form = row.group(1);

            assertThat(inHash(form)).as("%s in a hash", form).isEqualTo(expected);
            assertThat(inJson('"' + form.replace("\"", "\\\"") + '"'))
                    .as("%s in JSON, as a string", form)
                    .isEqualTo(expected);
            if (Json.parse(form) != null) {
                assertThat(inJson(form)).as("%s in JSON", form).isEqualTo(expected);
            }
        }
    }

    @Test
    void unknown_form_is_logged_once_and_without_the_time() {
        try (LoggedLines log = new LoggedLines(UnknownTimes.class)) {
            for (String createdAt : List.of(
                    "2025-10-27T10:00:00.5",
                    "2025-11-28T10:00:00.123",
                    "yesterday",
                    "gestern",
                    "[2025,10,27,10,0]",
                    "[2025,1,2,1,1]",
                    "어제\n",
                    "")) {
                inHash(createdAt);
            }

            assertThat(log.lines())
                    .extracting(line -> line.replaceAll(".*not understood: (.*)\\. A job.*", "$1"))
                    .containsExactly("9999-99-99a99:99:99.9", "a", "[9,9,9,9,9]", "a?");
            assertThat(log.lines()).allMatch(line -> line.startsWith("WARN createdAt of job:job-1 has a form"));
        }
    }

    @Test
    void number_of_logged_forms_is_limited() {
        try (LoggedLines log = new LoggedLines(UnknownTimes.class)) {
            for (int i = 1; i < 1000; i++) {
                inHash("-".repeat(i % 60) + "9".repeat(i / 60));
            }

            assertThat(log.lines()).hasSizeLessThan(50);
        }
    }

    private @Nullable Instant inHash(String createdAt) {
        return createdAtOf(new HashRecord(List.of(
                "status".getBytes(StandardCharsets.UTF_8),
                "PENDING".getBytes(StandardCharsets.UTF_8),
                "createdAt".getBytes(StandardCharsets.UTF_8),
                createdAt.getBytes(StandardCharsets.UTF_8))));
    }

    private @Nullable Instant inJson(String createdAt) {
        String stored = "{\"status\":\"PENDING\",\"createdAt\":" + createdAt + "}";
        return createdAtOf(Objects.requireNonNull(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8))));
    }

    private @Nullable Instant createdAtOf(StoredRecord record) {
        Job job = decoder.job(new JobId("job-1"), record);
        return job.createdAt();
    }
}
