package io.contentjobs.redis.record;

import static io.contentjobs.redis.testing.StoreFailures.assertUnreadable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.redis.testing.LoggedLines;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordDecoderTest {
    private static final JobId ID = new JobId("job-1");
    private static final EventDraftId DRAFT = new EventDraftId("draft-1");

    private final RecordDecoder decoder = new RecordDecoder(new UnreadableRecords());

    @ParameterizedTest
    @EnumSource
    void complete_record_is_a_complete_job(JobStatus status) {
        Job job = job(
                "status",
                status.name(),
                "eventDraftId",
                "draft-1",
                "type",
                "IMAGE_GEN",
                "createdAt",
                "2025-10-27T10:00:00+09:00");

        assertThat(job)
                .isEqualTo(new Job(ID, status, DRAFT, new JobType("IMAGE_GEN"), Instant.parse("2025-10-27T01:00:00Z")));
    }

    @Test
    void other_fields_than_the_status_may_be_absent_or_invalid() {
        assertThat(job("status", "FAILED")).isEqualTo(new Job(ID, JobStatus.FAILED, null, null, null));
        assertThat(job(
                        "@class",
                        "a.b.Job",
                        "createdAt",
                        "yesterday",
                        "type",
                        "image gen",
                        "eventDraftId",
                        "a:b",
                        "status",
                        "FAILED"))
                .isEqualTo(new Job(ID, JobStatus.FAILED, null, null, null));
    }

    @Test
    void created_at_is_read_when_it_is_asked_for_and_then_once() {
        try (LoggedLines log = new LoggedLines(UnknownTimes.class)) {
            Job job = job("status", "PENDING", "createdAt", "yesterday");

            assertThat(job.status()).isEqualTo(JobStatus.PENDING);
            assertThat(log.lines()).isEmpty();

            assertThat(job.createdAt()).isNull();
            assertThat(job.createdAt()).isNull();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void completed_job_without_a_draft_is_logged_as_unreadable() {
        try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
            job("status", "COMPLETED", "eventDraftId", "a:b");

            assertThat(log.lines())
                    .containsExactly(
                            "WARN The record at job:job-1 is unreadable: COMPLETED without a valid eventDraftId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pending", "PENDING ", "PENDING\n", "DONE", "0", "[]", "null", "{\"a\":1}"})
    void unknown_status_is_unreadable_and_in_no_message(String status) {
        assertUnreadable(() -> job("status", status))
                .hasMessageStartingWith("job:job-1: ")
                .hasMessageNotContaining("DONE");
    }

    @Test
    void record_without_a_status_or_with_a_part_of_the_urls_is_unreadable() {
        assertSubject("job:job-1", () -> job("type", "IMAGE_GEN"));
        assertSubject(
                "content:image:draft-1", () -> urls("simple", "https://c.example/s", "fancy", "http://c.example/f"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        https://c.example/s              | https://c.example/s
        "https://c.example/s"            | https://c.example/s
        https://c.example/a b.png        | https://c.example/a%20b.png
        `"http:\\\\\\\\c.example\\\\a|b"` | http://c.example/a%7Cb
        https://c.example/50%.png?x={1}  | https://c.example/50%25.png?x=%7B1%7D
        """)
    void url_is_read_without_quotes_and_percent_encoded(String stored, String url) {
        assertThat(urls("trendy", "https://c.example/t", "simple", "https://c.example/s", "fancy", stored))
                .isEqualTo(new ImageUrls("https://c.example/s", url, "https://c.example/t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "/a.png",
                "ftp://c.example/a",
                "https://",
                "https://user:javascript@c.example/a.png",
                "https://c.example:99999/javascript.png",
                "http://[fe80::1%eth0]/javascript.png"
            })
    void url_that_is_not_absolute_http_is_unreadable_and_in_no_message(String url) {
        assertUnreadable(() -> urls("simple", "https://c.example/s", "fancy", url, "trendy", "https://c.example/t"))
                .hasMessageContaining("fancy")
                .hasMessageNotContaining("javascript");
    }

    private static void assertSubject(String key, Runnable decoding) {
        assertUnreadable(decoding::run)
                .hasMessageStartingWith(key + ": ")
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(key).contains(":" + unreadable.subject()));
    }

    private Job job(String... namesAndValues) {
        return decoder.job(ID, hash(namesAndValues));
    }

    private ImageUrls urls(String... namesAndValues) {
        return decoder.imageUrls(DRAFT, hash(namesAndValues));
    }

    private static HashRecord hash(String... namesAndValues) {
        return new HashRecord(
                Arrays.stream(namesAndValues).map(text -> text.getBytes(UTF_8)).toList());
    }
}
