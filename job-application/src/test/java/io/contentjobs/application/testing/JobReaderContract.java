package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link JobReader} for each store. */
public abstract class JobReaderContract {
    static final ImageUrls UNUSUAL_URLS = new ImageUrls(
            "HTTPS://CDN.example.com:8443/a%20b/%E2%9C%93.png?size=1&v=%222%22",
            "http://my_bucket.example.com/그림/fancy.png#조각",
            "https://[2001:db8::1]/trendy.png?sig=a+b/c==&next=https://x.example.com/?y=z");
    /** The longest error that a report has, in 4,096 code points of up to four bytes. */
    static final String LONG_ERROR = "그림🙈!".repeat(1_024);

    /** URLs of 2,048 characters, as signed URLs have. */
    static final ImageUrls LONG_URLS = new ImageUrls(longUrl("simple"), longUrl("fancy"), longUrl("trendy"));

    static final String UNUSUAL_ERROR = " 생성 서버가 \"응답\"하지 않습니다:\n\t{0} \\ %s <b>&amp;</b> 🙈 ";

    /** Returns the reader under test. */
    protected abstract JobReader reader();

    /** Returns the fixture of the store that {@link #reader()} reads. */
    protected abstract StoreFixture store();

    /** Returns a reader of a store that does not answer. The subclass closes it if necessary. */
    protected abstract JobReader readerOfAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void job_is_found_as_it_was_stored(JobStatus status) {
        Job complete = put(Jobs.inStatus(status));
        Job bare = put(Jobs.bare(Jobs.id(), status));

        assertThat(reader().find(complete.id()))
                .as("the record with all fields")
                .contains(complete);
        assertThat(reader().find(bare.id())).as("the record with a status only").contains(bare);
    }

    @Test
    void each_read_returns_the_present_record() {
        Job job = put(Jobs.pending());
        assertThat(reader().find(job.id())).as("the record of the job").contains(job);

        Job replacement = put(Jobs.completed(job.id()));
        assertThat(reader().find(job.id())).as("the record of the job").contains(replacement);

        store().remove(job.id());
        assertThat(reader().find(job.id())).as("the record of the job").isEmpty();
    }

    @Test
    void unknown_records_are_absent() {
        Job job = put(Jobs.pending());
        JobId otherCase = new JobId(job.id().value().toUpperCase(Locale.ROOT));

        assertThat(reader().find(Jobs.id())).as("the record of an unknown job").isEmpty();
        assertThat(reader().find(otherCase))
                .as("the record of the id in upper case")
                .isEmpty();
        assertThat(reader().findImageUrls(Jobs.draft()))
                .as("the images of an unknown draft")
                .isEmpty();
        assertThat(reader().findError(Jobs.id()))
                .as("the error of an unknown job")
                .isEmpty();
    }

    @Test
    void job_images_and_error_are_separate_records() {
        Job job = put(Jobs.completed());

        assertThat(reader().findImageUrls(Jobs.draftOf(job)))
                .as("the images of a draft that has none")
                .isEmpty();
        assertThat(reader().findError(job.id()))
                .as("the error of a job that has none")
                .isEmpty();

        Job other = Jobs.failed();
        store().putImageUrls(Jobs.draftOf(other), Jobs.imageUrls());
        store().putError(other.id(), "error");

        assertThat(reader().find(other.id()))
                .as("the record of a job that has only an error and images")
                .isEmpty();
    }

    @Test
    void invalid_record_is_unreadable_and_other_jobs_are_not_affected() {
        Job job = put(Jobs.pending());
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThatThrownBy(() -> reader().find(unreadable), "find of an invalid record")
                .isInstanceOf(RecordUnreadableException.class);
        assertThat(reader().find(job.id())).as("the record of the job").contains(job);
    }

    @Test
    void image_urls_are_found_unchanged_until_they_are_removed() {
        EventDraftId draft = Jobs.draft();
        store().putImageUrls(draft, UNUSUAL_URLS);
        assertThat(reader().findImageUrls(draft)).as("the images of the draft").contains(UNUSUAL_URLS);

        store().removeImageUrls(draft);
        assertThat(reader().findImageUrls(draft)).as("the images of the draft").isEmpty();
    }

    @Test
    void error_is_found_unchanged() {
        JobId id = Jobs.id();
        store().putError(id, UNUSUAL_ERROR);

        assertThat(reader().findError(id)).as("the error of the job").contains(UNUSUAL_ERROR);
    }

    @Test
    void outage_is_never_an_absent_record() {
        JobReader down = readerOfAStoreThatIsDown();

        assertThatThrownBy(() -> down.find(Jobs.id()), "find in an outage")
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findImageUrls(Jobs.draft()), "findImageUrls in an outage")
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findError(Jobs.id()), "findError in an outage")
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void interrupted_thread_stays_interrupted() {
        Job job = put(Jobs.pending());

        Thread.currentThread().interrupt();
        try {
            assertThat(reader().find(job.id())).as("the record of the job").contains(job);
        } catch (StoreUnavailableException readerThatBlocks) {
            assertThat(readerThatBlocks)
                    .as("the exception of an interrupted read")
                    .hasMessageContaining("interrupt");
        } finally {
            assertThat(Thread.interrupted())
                    .as("the interrupt flag after the read")
                    .isTrue();
        }
    }

    @Test
    void reads_of_several_jobs_return_what_single_reads_return() {
        List<JobId> ids = new ArrayList<>(List.of(Jobs.id()));
        for (JobStatus status : JobStatus.values()) {
            ids.add(put(Jobs.inStatus(status)).id());
            ids.add(put(Jobs.bare(Jobs.id(), status)).id());
        }

        assertSameAsSingleReads(ids, reader()::findAll, reader()::find);
    }

    @Test
    void reads_of_the_images_of_several_drafts_return_what_single_reads_return() {
        List<EventDraftId> drafts = List.of(Jobs.draft(), Jobs.draft(), Jobs.draft());
        store().putImageUrls(drafts.get(0), Jobs.imageUrls());
        store().putImageUrls(drafts.get(2), UNUSUAL_URLS);

        assertSameAsSingleReads(drafts, reader()::findAllImageUrls, reader()::findImageUrls);
        assertThat(reader().findAllImageUrls(drafts).get(drafts.get(2)))
                .as("the images of the third draft")
                .isEqualTo(ReadResult.of(Optional.of(UNUSUAL_URLS)));
    }

    @Test
    void reads_of_the_errors_of_several_jobs_return_what_single_reads_return() {
        List<JobId> ids = List.of(Jobs.id(), Jobs.id(), Jobs.id());
        store().putError(ids.get(0), "error");
        store().putError(ids.get(2), UNUSUAL_ERROR);

        assertSameAsSingleReads(ids, reader()::findAllErrors, reader()::findError);
        assertThat(reader().findAllErrors(ids).get(ids.get(2)))
                .as("the error of the third job")
                .isEqualTo(ReadResult.of(Optional.of(UNUSUAL_ERROR)));
    }

    @Test
    void invalid_record_among_several_fails_alone() {
        Job job = put(Jobs.pending());
        JobId unreadable = Jobs.id();
        JobId unknown = Jobs.id();
        store().putUnreadable(unreadable);
        List<JobId> ids = List.of(job.id(), unreadable, unknown);

        assertSameAsSingleReads(ids, reader()::findAll, reader()::find);
        assertThat(resultOf(unreadable, reader().findAll(ids)).failure())
                .as("the result of the invalid record")
                .isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void several_reads_of_one_record_have_one_result() {
        Job job = put(Jobs.failed());
        EventDraftId draft = Jobs.draftOf(job);
        store().putImageUrls(draft, UNUSUAL_URLS);
        store().putError(job.id(), "error");

        assertThat(reader().findAll(List.of(job.id(), job.id())))
                .as("the results for one job, given twice")
                .isEqualTo(Map.of(job.id(), ReadResult.of(Optional.of(job))));
        assertThat(reader().findAllImageUrls(List.of(draft, draft)))
                .as("the results for one draft, given twice")
                .isEqualTo(Map.of(draft, ReadResult.of(Optional.of(UNUSUAL_URLS))));
        assertThat(reader().findAllErrors(List.of(job.id(), job.id())))
                .as("the results for the error of one job, given twice")
                .isEqualTo(Map.of(job.id(), ReadResult.of(Optional.of("error"))));
    }

    @Test
    void reads_of_no_records_have_no_results() {
        assertThat(reader().findAll(List.of())).as("the results for no jobs").isEmpty();
        assertThat(reader().findAllImageUrls(List.of()))
                .as("the results for no drafts")
                .isEmpty();
        assertThat(reader().findAllErrors(List.of()))
                .as("the results for the errors of no jobs")
                .isEmpty();
    }

    @Test
    void one_call_finds_a_thousand_jobs() {
        Map<JobId, ReadResult<Optional<Job>>> stored = IntStream.range(0, 1_000)
                .mapToObj(i -> put(Jobs.pending()))
                .collect(Collectors.toMap(Job::id, job -> ReadResult.of(Optional.of(job))));

        assertThat(reader().findAll(stored.keySet()))
                .as("the results for a thousand jobs")
                .isEqualTo(stored);
    }

    @Test
    void outage_is_the_result_of_each_of_several_reads() {
        JobReader down = readerOfAStoreThatIsDown();
        List<JobId> ids = List.of(Jobs.id(), Jobs.id());
        List<EventDraftId> drafts = List.of(Jobs.draft(), Jobs.draft());

        assertSameAsSingleReads(ids, down::findAll, down::find);
        assertSameAsSingleReads(drafts, down::findAllImageUrls, down::findImageUrls);
        assertSameAsSingleReads(ids, down::findAllErrors, down::findError);
        assertThat(down.findAll(ids).values())
                .as("results of a store that is down")
                .allSatisfy(result -> assertThat(result.failure())
                        .as("the failure of the result")
                        .isInstanceOf(StoreUnavailableException.class));
    }

    @Test
    void interrupted_thread_stays_interrupted_after_reads_of_several_jobs() {
        Job job = put(Jobs.pending());

        Thread.currentThread().interrupt();
        try {
            ReadResult<Optional<Job>> result = resultOf(job.id(), reader().findAll(List.of(job.id())));
            if (result.failure() == null) {
                assertThat(result.orThrow()).as("the record of the job").contains(job);
            } else {
                assertThat(result.failure())
                        .as("the failure of the result")
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("interrupt");
            }
        } finally {
            assertThat(Thread.interrupted())
                    .as("the interrupt flag after the read")
                    .isTrue();
        }
    }

    private static String longUrl(String style) {
        String start = "https://cdn.example.com/" + style + ".png?signature=";
        return start + "0123456789abcdef".repeat(128).substring(start.length());
    }

    private static <K, V> void assertSameAsSingleReads(
            List<K> ids, Function<List<K>, Map<K, ReadResult<V>>> severalReads, Function<K, V> singleRead) {
        Map<K, Object> single = new HashMap<>();
        ids.forEach(id -> single.put(id, outcome(ReadResult.from(() -> singleRead.apply(id)))));
        Map<K, Object> several = new HashMap<>();
        severalReads.apply(ids).forEach((id, result) -> several.put(id, outcome(result)));

        assertThat(several).as("results of several reads").isEqualTo(single);
    }

    private static <K, V> ReadResult<V> resultOf(K id, Map<K, ReadResult<V>> results) {
        return Objects.requireNonNull(results.get(id), "a result for each id");
    }

    /** Returns the value, or the type and the subject of the failure. */
    private static Object outcome(ReadResult<?> result) {
        JobException failure = result.failure();
        return failure == null ? result.orThrow() : failure.getClass().getName() + " of " + failure.subject();
    }

    private Job put(Job job) {
        store().put(job);
        return job;
    }
}
