package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.record.ForeignForms.HashForm;
import io.contentjobs.redis.record.ForeignForms.StringForm;
import io.contentjobs.redis.testing.RealRedis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs written in the ways of other services, with raw commands. */
final class StoredFormsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final EventDraftId draft = Jobs.draft();
    private final JobId id = Jobs.id();

    static Stream<HashForm> hashes() {
        return ForeignForms.HASHES.stream();
    }

    static Stream<StringForm> strings() {
        return ForeignForms.STRINGS.stream();
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void hash_is_read(HashForm form) {
        put(form);

        assertThat(REDIS.reader().find(id))
                .contains(new Job(id, JobStatus.PROCESSING, draft, Jobs.TYPE, form.createdAt()));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void string_is_read(StringForm form) {
        put(form);

        assertThat(REDIS.reader().find(id))
                .contains(new Job(id, JobStatus.PROCESSING, draft, Jobs.TYPE, form.createdAt()));
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void status_of_a_hash_is_read(HashForm form) {
        put(form);

        assertThat(REDIS.statuses().findStatuses(List.of(id)))
                .containsExactly(Map.entry(id, Optional.of(JobStatus.PROCESSING)));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void status_of_a_string_is_read(StringForm form) {
        put(form);

        assertThat(REDIS.statuses().findStatuses(List.of(id)))
                .containsExactly(Map.entry(id, Optional.of(JobStatus.PROCESSING)));
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void hash_is_completed(HashForm form) {
        put(form);
        ImageUrls urls = Jobs.imageUrls();
        JobProgressRecorder worker = new JobProgressRecorder(REDIS.reader(), REDIS.writer());

        assertThat(worker.complete(id, urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(worker.complete(id, urls).outcome()).isEqualTo(Verdict.Outcome.REPEATED);

        Map<String, String> expected = new LinkedHashMap<>(form.fields());
        expected.put(form.fields().containsKey("status") ? "status" : "\"status\"", "COMPLETED");
        expected.replaceAll((name, value) -> withDraft(value));
        assertThat(REDIS.raw().hgetAll("job:" + id)).isEqualTo(expected);
        assertThat(new JobStatusLookup(REDIS.reader()).getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void string_is_replaced_by_the_hash_of_the_layout_when_it_is_completed(StringForm form) {
        put(form);
        ImageUrls urls = Jobs.imageUrls();
        JobProgressRecorder worker = new JobProgressRecorder(REDIS.reader(), REDIS.writer());

        assertThat(worker.complete(id, urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(worker.complete(id, urls).outcome()).isEqualTo(Verdict.Outcome.REPEATED);

        Map<String, String> expected =
                new LinkedHashMap<>(Map.of("status", "COMPLETED", "eventDraftId", draft.value(), "type", "IMAGE_GEN"));
        if (form.createdAt() != null) {
            expected.put("createdAt", "2025-10-27T01:00:00.123Z");
        }
        assertThat(REDIS.raw().hgetAll("job:" + id)).isEqualTo(expected);
        assertThat(new JobStatusLookup(REDIS.reader()).getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void images_that_only_browsers_understand_are_read_percent_encoded() {
        REDIS.raw()
                .hset(
                        "content:image:" + draft,
                        Map.of(
                                "simple", "https://c.example/a b.png",
                                "fancy", "https://c.example/a|b?x={1}",
                                "trendy", "https://c.example/50%.png"));

        assertThat(REDIS.reader().findImageUrls(draft))
                .hasValueSatisfying(urls -> assertThat(List.of(urls.simple(), urls.fancy(), urls.trendy()))
                        .containsExactly(
                                "https://c.example/a%20b.png",
                                "https://c.example/a%7Cb?x=%7B1%7D", "https://c.example/50%25.png"));
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
        REDIS.raw().set("content:image:" + draft, value);

        assertThat(REDIS.reader().findImageUrls(draft))
                .contains(new ImageUrls("https://c.example/s", "https://c.example/f", "https://c.example/t"));
    }

    private void put(HashForm form) {
        form.fields().forEach((name, value) -> REDIS.raw().hset("job:" + id, name, withDraft(value)));
    }

    private void put(StringForm form) {
        REDIS.raw().set("job:" + id, withDraft(form.value()));
    }

    private String withDraft(String text) {
        return text.replace(ForeignForms.DRAFT, draft.value());
    }
}
