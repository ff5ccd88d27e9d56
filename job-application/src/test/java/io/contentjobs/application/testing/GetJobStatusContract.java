package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link GetJobStatus}, for the use case and for each client of it. */
public abstract class GetJobStatusContract {
    private static final int REWRITES = 20;

    /** Long enough for a read within the gap. */
    private static final long GAP_NANOS = 10_000_000;

    /** The subject finds a job that is missing for less than this time. */
    private static final long MAX_GAP_NANOS = 100_000_000;

    /** Returns the implementation under test. */
    protected abstract GetJobStatus subject();

    /** Returns the fixture of the store that {@link #subject()} reads. */
    protected abstract StoreFixture store();

    /** Returns the implementation under test on a store that does not answer. The subclass closes it if necessary. */
    protected abstract GetJobStatus subjectOnAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void report_has_the_result_of_an_ended_job_only_and_reading_changes_nothing(JobStatus status) {
        Job job = put(Jobs.inStatus(status));
        ImageUrls urls = Jobs.imageUrls();
        store().putImageUrls(Jobs.draftOf(job), urls);
        store().putError(job.id(), "이미지 서버가 응답하지 않습니다");
        JobReport expected = switch (status) {
            case PENDING, PROCESSING -> new JobReport.InProgress(status);
            case COMPLETED -> new JobReport.Completed(urls);
            case FAILED -> new JobReport.Failed("이미지 서버가 응답하지 않습니다");
        };

        assertReport(job, expected);
        assertReport(job, expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u3000"})
    void failed_job_without_an_error_has_the_standard_error(@Nullable String blank) {
        Job job = put(Jobs.failed());
        if (blank != null) {
            store().putError(job.id(), blank);
        }

        assertReport(job, new JobReport.Failed("이미지 생성 실패"));
    }

    @Test
    void valid_image_urls_are_unchanged() {
        Job job = put(Jobs.completed());
        ImageUrls urls = new ImageUrls(
                "HTTPS://CDN.example.com:8443/a%20b/%E2%9C%93.png?size=1&v=%222%22",
                "http://my_bucket.example.com/그림/fancy.png#조각",
                "https://[2001:db8::1]/trendy.png?sig=a+b/c==&next=https://x.example.com/?y='z'");
        store().putImageUrls(Jobs.draftOf(job), urls);

        assertReport(job, new JobReport.Completed(urls));
    }

    @Test
    void other_image_urls_are_percent_encoded() {
        Job job = put(Jobs.completed());
        store().putImageUrls(
                        Jobs.draftOf(job),
                        new ImageUrls(
                                "https://cdn.example.com/a b|c/50%.png",
                                "https:\\\\cdn.example.com\\fancy.png?x={1}",
                                " http:cdn.example.com/\ttrendy\".png\n"));

        assertReport(
                job,
                new JobReport.Completed(new ImageUrls(
                        "https://cdn.example.com/a%20b%7Cc/50%25.png",
                        "https://cdn.example.com/fancy.png?x=%7B1%7D", "http://cdn.example.com/trendy%22.png")));
    }

    @Test
    void error_is_unchanged_up_to_its_maximum_length() {
        Job job = put(Jobs.failed());
        String error = " 생성 서버가 \"응답\"하지 않습니다:\n\t{0} \\ %s </script><b>&amp;</b> \u2028 \u0001 🙈 ";
        store().putError(job.id(), error);
        assertReport(job, new JobReport.Failed(error));

        store().putError(job.id(), "그림🙈".repeat(100_000));
        assertReport(job, new JobReport.Failed("그림🙈".repeat(1365) + "…"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETED")
    void record_with_a_status_only_is_sufficient_without_images(JobStatus status) {
        Job job = put(Jobs.bare(Jobs.id(), status));

        assertThat(subject().getJobStatus(job.id()).status())
                .as("the status of the job")
                .isEqualTo(status);
    }

    @Test
    void invalid_record_is_unreadable_and_other_jobs_are_not_affected() {
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);
        Job withoutDraft = put(Jobs.bare(Jobs.id(), JobStatus.COMPLETED));
        Job job = put(Jobs.pending());

        assertFails(unreadable, RecordUnreadableException.class);
        assertFails(withoutDraft.id(), RecordUnreadableException.class);
        assertReport(job, new JobReport.InProgress(JobStatus.PENDING));
    }

    @Test
    void unknown_job_is_not_found() {
        JobId errorOnly = Jobs.id();
        store().putError(errorOnly, "error");
        Job job = put(Jobs.pending());
        JobId otherCase = new JobId(job.id().value().toUpperCase(Locale.ROOT));

        assertFails(Jobs.id(), JobNotFoundException.class);
        assertFails(errorOnly, JobNotFoundException.class);
        assertFails(otherCase, JobNotFoundException.class);
    }

    @Test
    void each_read_returns_the_present_state() {
        JobId id = Jobs.id();
        for (Job job : new Job[] {Jobs.pending(id), Jobs.processing(id), Jobs.failed(id)}) {
            put(job);
            assertThat(subject().getJobStatus(id).status())
                    .as("the status of the job")
                    .isEqualTo(job.status());
        }

        store().remove(id);
        assertFails(id, JobNotFoundException.class);
    }

    /** The save() of a repository deletes a record before it writes it again. */
    @Test
    void job_that_is_rewritten_during_the_read_is_found() {
        Job job = put(Jobs.processing());
        for (int rewrites = 0; rewrites < REWRITES; ) {
            long removed = System.nanoTime();
            store().remove(job.id());
            var report = CompletableFuture.supplyAsync(() -> subject().getJobStatus(job.id()));
            LockSupport.parkNanos(GAP_NANOS);
            store().put(job);
            // On a busy machine the gap may be longer than the contract allows. Such a rewrite does not count.
            if (System.nanoTime() - removed < MAX_GAP_NANOS) {
                assertThat(report.join().status())
                        .as("the status of a job that is being rewritten")
                        .isEqualTo(JobStatus.PROCESSING);
                rewrites++;
            }
        }
    }

    @Test
    void completed_job_without_images_fails_until_the_images_are_back() {
        Job job = put(Jobs.completed());
        ImageUrls urls = Jobs.imageUrls();
        store().putImageUrls(Jobs.draftOf(job), urls);
        store().removeImageUrls(Jobs.draftOf(job));

        assertFails(job.id(), ImagesGoneException.class);

        store().putImageUrls(Jobs.draftOf(job), urls);
        assertReport(job, new JobReport.Completed(urls));
    }

    @Test
    void outage_is_never_a_missing_job() {
        GetJobStatus down = subjectOnAStoreThatIsDown();

        assertThatThrownBy(() -> down.getJobStatus(Jobs.id()), "getJobStatus in an outage")
                .isInstanceOf(StoreUnavailableException.class);
    }

    private Job put(Job job) {
        store().put(job);
        return job;
    }

    private void assertReport(Job job, JobReport expected) {
        assertThat(subject().getJobStatus(job.id())).as("the report on the job").isEqualTo(expected);
    }

    private void assertFails(JobId id, Class<? extends JobException> expected) {
        assertThatThrownBy(() -> subject().getJobStatus(id), "getJobStatus of %s", id)
                .isInstanceOf(expected);
    }
}
