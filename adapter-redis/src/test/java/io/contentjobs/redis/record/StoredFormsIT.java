package io.contentjobs.redis.record;

import static io.contentjobs.redis.testing.StoreFailures.assertUnreadable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Records of other services, written with raw commands. */
final class StoredFormsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final String COMMON = "status=PROCESSING;eventDraftId=%DRAFT%;type=IMAGE_GEN";

    private final RedisClient raw = REDIS.raw();
    private final JobReader reader = new SameInBatches(REDIS.reader());
    private final EventDraftId draft = Jobs.draft();
    private final JobId id = Jobs.id();
    private final String job = "job:" + id;
    private final String images = "content:image:" + draft;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
        redis-cli                     | 2025-10-27T01:00:00.123Z | createdAt=2025-10-27T10:00:00.123+09:00;COMMON
        any order, extra fields       | 2025-10-27T01:00:00.123Z \
        | createdAt=2025-10-27T01:00:00.123Z;progress=40;worker=gpu-7;statusText=FAILED;=empty name;COMMON
        Spring Data Redis repository  | 2025-10-27T01:00:00.123Z | _class=a.b.Job;createdAt=1761526800123;COMMON
        Jackson values, quoted        | 2025-10-27T01:00:00.123Z | status="PROCESSING";eventDraftId="%DRAFT%";\
        type="IMAGE_GEN";createdAt="2025-10-27T10:00:00.123+09:00"
        generic Jackson values, typed | 2025-10-27T01:00:00.123Z | @class="a.b.Job";\
        status=["a.b.JobStatus","PROCESSING"];eventDraftId="%DRAFT%";type="IMAGE_GEN";\
        createdAt=["java.lang.Long",1761526800123]
        Jackson's decimal seconds     | 2025-10-27T01:00:00.123Z | createdAt=1761526800.123000000;COMMON
        names and values quoted       | 2025-10-27T01:00:00.123Z | "status"="PROCESSING";"eventDraftId"="%DRAFT%";\
        "type"="IMAGE_GEN";"createdAt"=1761526800123
        local date-time, no instant   | none                     | createdAt=2025-10-27T10:00:00.123;COMMON
        local date-time as an array   | none                     | createdAt=[2025,10,27,10,0,0,123000000];COMMON
        no createdAt                  | none                     | COMMON
        """)
    void hash_is_read_and_completed(String writer, @Nullable Instant createdAt, String fields) {
        Map<String, String> stored = new LinkedHashMap<>();
        for (String field : withDraft(fields.replace("COMMON", COMMON)).split(";", -1)) {
            stored.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        raw.hset(job, stored);

        assertReadAndCompleted(createdAt);

        stored.put(stored.containsKey("status") ? "status" : "\"status\"", "COMPLETED");
        assertThat(raw.hgetAll(job)).as(writer).isEqualTo(stored);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
        plain JSON                   | 2025-10-27T01:00:00.123Z | {"status":"PROCESSING","eventDraftId":"%DRAFT%",\
        "type":"IMAGE_GEN","createdAt":"2025-10-27T10:00:00.123+09:00"}
        extra fields and white space | 2025-10-27T01:00:00.123Z | `\n { "createdAt" : 1761526800123,\
         "options" : {"status":"FAILED","n":[1,{}]},\n  "type":"IMAGE_GEN", "eventDraftId":"%DRAFT%",\
         "status":"PROCESSING" }\n `
        generic Jackson: @class      | 2025-10-27T01:00:00.123Z | {"@class":"a.b.Job","status":"PROCESSING",\
        "eventDraftId":"%DRAFT%","type":"IMAGE_GEN","createdAt":1761526800.123000000}
        default typing: arrays       | 2025-10-27T01:00:00.123Z | ["a.b.Job",{"status":["a.b.JobStatus","PROCESSING"],\
        "eventDraftId":"%DRAFT%","type":"IMAGE_GEN","createdAt":["java.lang.Long",1761526800123]}]
        JSON in a JSON string        | 2025-10-27T01:00:00.123Z | "{\\"status\\":\\"PROCESSING\\",\
        \\"eventDraftId\\":\\"%DRAFT%\\",\\"type\\":\\"IMAGE_GEN\\",\\"createdAt\\":1761526800123}"
        local date-time as an array  | none                     | {"status":"PROCESSING","eventDraftId":"%DRAFT%",\
        "type":"IMAGE_GEN","createdAt":[2025,10,27,10,0,0,123000000]}
        Python with byte order mark  | 2025-10-27T01:00:00.123Z | \uFEFF{"status": "PROCESSING",\
         "eventDraftId": "%DRAFT%", "type": "IMAGE_GEN", "score": NaN, "loss": [Infinity, -Infinity],\
         "createdAt": 1761526800.123}
        nulls                        | none                     | {"status":"PROCESSING","eventDraftId":"%DRAFT%",\
        "type":"IMAGE_GEN","createdAt":null,"imageUrls":null,"error":null}
        """)
    void string_is_read_and_its_completion_replaces_it_by_a_hash(
            String writer, @Nullable Instant createdAt, String value) {
        raw.set(job, withDraft(value));

        assertReadAndCompleted(createdAt);

        Map<String, String> expected =
                new LinkedHashMap<>(Map.of("status", "COMPLETED", "eventDraftId", draft.value(), "type", "IMAGE_GEN"));
        if (createdAt != null) {
            expected.put("createdAt", createdAt.toString());
        }
        assertThat(raw.hgetAll(job)).as(writer).isEqualTo(expected);
    }

    private void assertReadAndCompleted(@Nullable Instant createdAt) {
        ImageUrls urls = Jobs.imageUrls();
        JobProgressRecorder worker = new JobProgressRecorder(reader, REDIS.writer());
        assertThat(reader.find(id)).contains(new Job(id, JobStatus.PROCESSING, draft, Jobs.TYPE, createdAt));
        assertThat(REDIS.statuses().findStatuses(List.of(id)))
                .containsExactly(Map.entry(id, Optional.of(JobStatus.PROCESSING)));

        assertThat(worker.complete(id, urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(worker.complete(id, urls).outcome()).isEqualTo(Verdict.Outcome.REPEATED);

        assertThat(new JobStatusLookup(reader).getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
    }

    private String withDraft(String text) {
        return text.replace("%DRAFT%", draft.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"simple\":\"https://c.example/s\",\"fancy\":\"https://c.example/f\",\"trendy\":\"https://c.example/t\"}",
                "{\"@class\":\"a.b.Images\",\"trendy\":\"https://c.example/t\",\"fancy\":\"https://c.example/f\","
                        + "\"simple\":\"https://c.example/s\",\"generatedAt\":1}",
                "[\"java.util.LinkedHashMap\",{\"simple\":\"https://c.example/s\",\"fancy\":\"https://c.example/f\","
                        + "\"trendy\":\"https://c.example/t\"}]"
            })
    void images_in_a_string_are_read(String value) {
        raw.set(images, value);

        assertThat(reader.findImageUrls(draft))
                .contains(new ImageUrls("https://c.example/s", "https://c.example/f", "https://c.example/t"));
    }

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
        raw.set(job, value);

        assertUnreadableKey(job, () -> reader.find(id));
    }

    @Test
    void key_of_another_type_is_unreadable() {
        raw.sadd(job, "PENDING");
        raw.zadd(images, 1, "https://c.example/s");

        assertUnreadableKey(job, () -> reader.find(id));
        assertUnreadableKey(images, () -> reader.findImageUrls(draft));
    }

    @Test
    void error_that_is_no_text_is_absent_and_logged_once() {
        byte[] euckr = "그림 서버 오류".getBytes(Charset.forName("EUC-KR"));
        List<Consumer<String>> writers = List.of(
                key -> raw.set(key.getBytes(UTF_8), euckr),
                key -> raw.hset(key, "error", "이미지 생성 실패"),
                key -> raw.rpush(key, "error"),
                key -> raw.sadd(key, "error"),
                key -> raw.zadd(key, 1, "error"));
        for (Consumer<String> writer : writers) {
            JobId failed = Jobs.id();
            raw.hset("job:" + failed, "status", "FAILED");
            writer.accept("job:" + failed + ":error");
            try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
                for (int poll = 0; poll < 3; poll++) {
                    assertThat(new JobStatusLookup(reader).getJobStatus(failed))
                            .isEqualTo(new JobReport.Failed("이미지 생성 실패"));
                }
                assertThat(log.lines())
                        .singleElement(InstanceOfAssertFactories.STRING)
                        .startsWith("WARN The record at job:" + failed + ":error");
            }
        }
    }

    @Test
    void hash_without_a_status_is_no_job() {
        raw.hset(job, "progress", "50");

        assertThat(reader.find(id)).isEmpty();
        assertThat(REDIS.statuses().findStatuses(List.of(id))).containsExactly(Map.entry(id, Optional.empty()));
        assertThat(REDIS.writer().advance(id, JobStatus.FAILED)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void hash_with_no_style_holds_no_images_and_a_hash_with_some_styles_is_unreadable() {
        raw.hset(images, "width", "512");
        assertThat(reader.findImageUrls(draft)).isEmpty();

        raw.hset(images, "simple", "https://c.example/s");
        assertUnreadableKey(images, () -> reader.findImageUrls(draft));
    }

    @Test
    void status_that_is_not_utf_8_is_unreadable_and_other_fields_are_absent() {
        byte[] latin1 = "é".getBytes(StandardCharsets.ISO_8859_1);
        byte[] key = job.getBytes(UTF_8);
        raw.hset(key, "status".getBytes(UTF_8), latin1);

        assertUnreadableKey(job, () -> reader.find(id));

        raw.hset(job, "status", "PENDING");
        for (String field : List.of("type", "eventDraftId", "createdAt")) {
            raw.hset(key, field.getBytes(UTF_8), latin1);
        }
        raw.hset(key, latin1, latin1);

        assertThat(reader.find(id)).contains(Jobs.bare(id, JobStatus.PENDING));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        그림 서버가 응답하지 않습니다                | 그림 서버가 응답하지 않습니다
        "그림 서버가 응답하지 않습니다"              | 그림 서버가 응답하지 않습니다
        "\\uadf8\\ub9bc 서버가 응답하지 않습니다"    | 그림 서버가 응답하지 않습니다
        "               | "
        "a" or "b"      | "a" or "b"
        "open           | "open
        ["a","b"]       | ["a","b"]
        {"error":"x"}   | {"error":"x"}
        null            | null
        1               | 1
        ` "a" `         | ` "a" `
        """)
    void error_is_read_without_quotes_and_other_json_is_read_as_it_is(String stored, String error) {
        raw.set(job + ":error", stored);

        assertThat(reader.findError(id)).contains(error);
    }

    private static void assertUnreadableKey(String key, Runnable read) {
        assertUnreadable(read::run)
                .hasMessageStartingWith(key + ": ")
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(key).contains(":" + unreadable.subject()));
    }
}
