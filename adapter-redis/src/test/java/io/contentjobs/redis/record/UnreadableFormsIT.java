package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are unreadable, and records that are unusual but readable. */
final class UnreadableFormsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final EventDraftId draft = Jobs.draft();
    private final JobId id = Jobs.id();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PENDING",
                "{}",
                "[]",
                "{\"status\":\"DONE\"}",
                "{\"status\":null}",
                "{\"status\":{\"name\":\"PENDING\"}}",
                "{\"status\":\"PENDING\"",
                "\u0000"
            })
    void string_without_a_status_is_unreadable(String value) {
        REDIS.raw().set("job:" + id, value);

        assertUnreadable(() -> REDIS.reader().find(id), "job:" + id);
    }

    @Test
    void key_of_another_type_is_unreadable() {
        REDIS.raw().sadd("job:" + id, "PENDING");
        REDIS.raw().zadd("content:image:" + draft, 1, "https://c.example/s");
        assertUnreadable(() -> REDIS.reader().find(id), "job:" + id);
        assertUnreadable(() -> REDIS.reader().findImageUrls(draft), "content:image:" + draft);
    }

    /** The status says that the job failed. */
    @Test
    void unreadable_error_text_counts_as_none_and_is_logged_once() {
        byte[] euckr = "그림 서버 오류".getBytes(Charset.forName("EUC-KR"));
        List<Consumer<String>> writers = List.of(
                key -> REDIS.raw().set(utf8(key), euckr),
                key -> REDIS.raw().hset(key, "error", "이미지 생성 실패"),
                key -> REDIS.raw().rpush(key, "error"),
                key -> REDIS.raw().sadd(key, "error"),
                key -> REDIS.raw().zadd(key, 1, "error"));
        for (Consumer<String> writer : writers) {
            JobId failed = Jobs.failed().id();
            REDIS.raw().hset("job:" + failed, "status", "FAILED");
            writer.accept("job:" + failed + ":error");
            try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
                for (int poll = 0; poll < 3; poll++) {
                    assertThat(new JobStatusLookup(REDIS.reader()).getJobStatus(failed))
                            .isEqualTo(new JobReport.Failed("이미지 생성 실패"));
                }
                assertThat(log.lines())
                        .singleElement()
                        .asString()
                        .startsWith("WARN The record at job:" + failed + ":error");
            }
        }
    }

    @Test
    void hash_without_a_status_is_no_job() {
        REDIS.raw().hset("job:" + id, "progress", "50");

        assertThat(REDIS.reader().find(id)).isEmpty();
        assertThat(REDIS.statuses().findStatuses(List.of(id))).containsExactly(Map.entry(id, Optional.empty()));
        assertThat(REDIS.writer().advance(id, JobStatus.FAILED)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void hash_without_any_style_holds_no_images_and_one_with_a_part_is_unreadable() {
        REDIS.raw().hset("content:image:" + draft, "width", "512");
        assertThat(REDIS.reader().findImageUrls(draft)).isEmpty();

        REDIS.raw().hset("content:image:" + draft, "simple", "https://c.example/s");
        assertUnreadable(() -> REDIS.reader().findImageUrls(draft), "content:image:" + draft);
    }

    @Test
    void bytes_that_are_not_utf_8_are_unreadable_where_they_matter() {
        byte[] latin1 = "é".getBytes(StandardCharsets.ISO_8859_1);
        REDIS.raw().hset(utf8("job:" + id), utf8("status"), latin1);

        assertUnreadable(() -> REDIS.reader().find(id), "job:" + id);

        REDIS.raw().hset("job:" + id, "status", "PENDING");
        REDIS.raw().hset(utf8("job:" + id), utf8("type"), latin1);
        REDIS.raw().hset(utf8("job:" + id), utf8("eventDraftId"), latin1);
        REDIS.raw().hset(utf8("job:" + id), utf8("createdAt"), latin1);
        REDIS.raw().hset(utf8("job:" + id), latin1, latin1);

        assertThat(REDIS.reader().find(id)).contains(Jobs.bare(id, JobStatus.PENDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"그림 서버가 응답하지 않습니다", "\"그림 서버가 응답하지 않습니다\"", "\"\\uadf8\\ub9bc 서버가 응답하지 않습니다\""})
    void error_is_read_quoted_or_not(String stored) {
        REDIS.raw().set("job:" + id + ":error", stored);

        assertThat(REDIS.reader().findError(id)).contains("그림 서버가 응답하지 않습니다");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\"a\" or \"b\"", "\"open", "[\"a\",\"b\"]", "{\"error\":\"x\"}", "null", "1", " \"a\" "})
    void error_that_only_looks_like_json_is_read_as_it_is(String stored) {
        REDIS.raw().set("job:" + id + ":error", stored);

        assertThat(REDIS.reader().findError(id)).contains(stored);
    }

    private static void assertUnreadable(Runnable read, String key) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(unreadable.subject()).isEqualTo(key));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
