package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.redis.testing.LoggedLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordDecoderTest {
    private static final JobId ID = new JobId("job-1");
    private static final EventDraftId DRAFT = new EventDraftId("draft-1");

    private final RecordDecoder decoder = new RecordDecoder(new UnreadableRecords());

    @ParameterizedTest
    @EnumSource
    void complete_record_is_a_complete_job(JobStatus status) {
        Job job = decoder.job(
                ID,
                hash(
                        "status",
                        status.name(),
                        "eventDraftId",
                        "draft-1",
                        "type",
                        "IMAGE_GEN",
                        "createdAt",
                        "2025-10-27T10:00:00+09:00"));

        assertThat(job)
                .isEqualTo(new Job(ID, status, DRAFT, new JobType("IMAGE_GEN"), Instant.parse("2025-10-27T01:00:00Z")));
    }

    @Test
    void status_is_enough() {
        assertThat(decoder.job(ID, hash("status", "PENDING")))
                .isEqualTo(new Job(ID, JobStatus.PENDING, null, null, null));
    }

    @Test
    void odd_fields_but_the_status_are_absent() {
        StoredRecord record = hash(
                "@class",
                "a.b.Job",
                "createdAt",
                "yesterday",
                "type",
                "image gen",
                "eventDraftId",
                "a:b",
                "status",
                "FAILED");

        assertThat(decoder.job(ID, record)).isEqualTo(new Job(ID, JobStatus.FAILED, null, null, null));
    }

    @Test
    void created_at_is_read_when_it_is_asked_for_and_then_once() {
        try (LoggedLines log = new LoggedLines(UnknownTimes.class)) {
            Job job = decoder.job(ID, hash("status", "PENDING", "createdAt", "yesterday"));

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
            decoder.job(ID, hash("status", "COMPLETED", "eventDraftId", "a:b"));

            assertThat(log.lines())
                    .containsExactly(
                            "WARN The record at job:job-1 is unreadable: COMPLETED without a valid eventDraftId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pending", "PENDING ", "PENDING\n", "DONE", "0", "[]", "null", "{\"a\":1}"})
    void unknown_status_is_unreadable_and_not_repeated(String status) {
        assertThatThrownBy(() -> decoder.job(ID, hash("status", status)))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessageStartingWith("job:job-1: ")
                .hasMessageNotContaining("DONE");
    }

    @Test
    void record_without_a_status_is_unreadable() {
        assertThatThrownBy(() -> decoder.job(ID, hash("type", "IMAGE_GEN")))
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(unreadable.subject()).isEqualTo("job:job-1"));
    }

    @Test
    void urls_are_read_quoted_or_not() {
        StoredRecord record = hash(
                "trendy", "\"https://c.example/t\"", "simple", "https://c.example/s", "fancy", "http://c.example/f");

        assertThat(decoder.imageUrls(DRAFT, record))
                .isEqualTo(new ImageUrls("https://c.example/s", "http://c.example/f", "https://c.example/t"));
    }

    @Test
    void urls_that_browsers_show_are_read_percent_encoded() {
        StoredRecord record = hash(
                "simple",
                "https://c.example/a b.png",
                "fancy",
                "\"http:\\\\\\\\c.example\\\\a|b\"",
                "trendy",
                "https://c.example/50%.png?x={1}");

        ImageUrls urls = decoder.imageUrls(DRAFT, record);

        assertThat(urls.simple()).isEqualTo("https://c.example/a%20b.png");
        assertThat(urls.fancy()).isEqualTo("http://c.example/a%7Cb");
        assertThat(urls.trendy()).isEqualTo("https://c.example/50%25.png?x=%7B1%7D");
    }

    @Test
    void partial_urls_are_unreadable() {
        StoredRecord record = hash("simple", "https://c.example/s", "fancy", "http://c.example/f");

        assertThatThrownBy(() -> decoder.imageUrls(DRAFT, record))
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(unreadable.subject()).isEqualTo("content:image:draft-1"));
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
    void url_that_is_no_absolute_http_url_is_unreadable_and_not_repeated(String url) {
        StoredRecord record = hash("simple", "https://c.example/s", "fancy", url, "trendy", "https://c.example/t");

        assertThatThrownBy(() -> decoder.imageUrls(DRAFT, record))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessageContaining("fancy")
                .hasMessageNotContaining("javascript");
    }

    private static HashRecord hash(String... namesAndValues) {
        return new HashRecord(Arrays.stream(namesAndValues)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    }
}
