package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link GetJobStatus} promises, whether asked directly or through whatever leads to it. */
public abstract class GetJobStatusContract {
    private static final int REWRITES = 20;

    /** Long enough for a reader to read within the gap. */
    private static final long GAP_NANOS = 10_000_000;

    /** A job that is missing for less than this time is found. */
    private static final long MAX_GAP_NANOS = 100_000_000;

    private static final String STANDARD_ERROR = "이미지 생성 실패";

    /** Returns what is asked. */
    protected abstract GetJobStatus subject();

    /** Returns what arranges the store behind it. */
    protected abstract StoreFixture store();

    /** Returns the same on a store that cannot be asked; closed, where need be, by the test that extends this. */
    protected abstract GetJobStatus subjectOnAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void job_that_has_not_ended_is_in_progress(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(status));
    }

    @Test
    void completed_job_is_told_with_its_images() {
        Job job = Jobs.completed();
        ImageUrls urls = Jobs.imageUrls();
        store().put(job);
        store().putImageUrls(Jobs.draftOf(job), urls);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void failed_job_is_told_with_its_error() {
        Job job = Jobs.failed();
        store().put(job);
        store().putError(job.id(), "이미지 서버가 응답하지 않습니다");

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Failed("이미지 서버가 응답하지 않습니다"));
    }

    @Test
    void failed_job_without_an_error_is_told_with_the_standard_one() {
        Job job = Jobs.failed();
        store().put(job);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Failed(STANDARD_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u3000"})
    void failed_job_with_a_blank_error_is_told_with_the_standard_one(String blank) {
        Job job = Jobs.failed();
        store().put(job);
        store().putError(job.id(), blank);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Failed(STANDARD_ERROR));
    }

    @Test
    void image_urls_are_told_to_the_letter() {
        Job job = Jobs.completed();
        ImageUrls urls = new ImageUrls(
                "HTTPS://CDN.example.com:8443/a%20b/%E2%9C%93.png?size=1&v=%222%22",
                "http://my_bucket.example.com/그림/fancy.png#조각",
                "https://[2001:db8::1]/trendy.png?sig=a+b/c==&next=https://x.example.com/?y='z'");
        store().put(job);
        store().putImageUrls(Jobs.draftOf(job), urls);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void image_urls_that_only_browsers_understand_are_told_percent_encoded() {
        Job job = Jobs.completed();
        store().put(job);
        store().putImageUrls(
                        Jobs.draftOf(job),
                        new ImageUrls(
                                "https://cdn.example.com/a b|c/50%.png",
                                "https:\\\\cdn.example.com\\fancy.png?x={1}",
                                " http:cdn.example.com/\ttrendy\".png\n"));

        assertThat(subject().getJobStatus(job.id()))
                .isEqualTo(new JobReport.Completed(new ImageUrls(
                        "https://cdn.example.com/a%20b%7Cc/50%25.png",
                        "https://cdn.example.com/fancy.png?x=%7B1%7D", "http://cdn.example.com/trendy%22.png")));
    }

    @Test
    void error_is_told_to_the_letter() {
        Job job = Jobs.failed();
        String error = " 생성 서버가 \"응답\"하지 않습니다:\n\t{0} \\ %s </script><b>&amp;</b> \u2028 \u0001 🙈 ";
        store().put(job);
        store().putError(job.id(), error);

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Failed(error));
    }

    @Test
    void long_error_is_told_in_part() {
        Job job = Jobs.failed();
        store().put(job);
        store().putError(job.id(), "그림🙈".repeat(100_000));

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Failed("그림🙈".repeat(1365) + "…"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void result_of_a_job_that_has_not_ended_is_not_told_yet(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);
        store().putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        store().putError(job.id(), "error");

        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(status));
    }

    @Test
    void record_that_tells_the_status_alone_is_enough_unless_images_are_needed() {
        for (JobStatus status : new JobStatus[] {JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.FAILED}) {
            Job job = Jobs.bare(Jobs.id(), status);
            store().put(job);

            assertThat(subject().getJobStatus(job.id()).status()).isEqualTo(status);
        }
    }

    @Test
    void completed_job_that_names_no_draft_is_unreadable() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.COMPLETED);
        store().put(job);

        assertThatThrownBy(() -> subject().getJobStatus(job.id())).isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void unknown_job_is_not_found() {
        assertThatThrownBy(() -> subject().getJobStatus(Jobs.id())).isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void error_alone_makes_no_job() {
        JobId id = Jobs.id();
        store().putError(id, "error");

        assertThatThrownBy(() -> subject().getJobStatus(id)).isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void job_is_not_found_any_more_once_it_is_removed() {
        Job job = Jobs.processing();
        store().put(job);
        assertThat(subject().getJobStatus(job.id()).status()).isEqualTo(JobStatus.PROCESSING);

        store().remove(job.id());

        assertThatThrownBy(() -> subject().getJobStatus(job.id())).isInstanceOf(JobNotFoundException.class);
    }

    /** A repository's save() deletes a record before it writes it anew. */
    @Test
    void job_that_is_rewritten_while_it_is_asked_for_is_found() {
        Job job = Jobs.processing();
        store().put(job);
        for (int rewrites = 0; rewrites < REWRITES; ) {
            long removed = System.nanoTime();
            store().remove(job.id());
            var report = CompletableFuture.supplyAsync(() -> subject().getJobStatus(job.id()));
            LockSupport.parkNanos(GAP_NANOS);
            store().put(job);
            // On a busy machine the gap may be longer than what the contract is about: then there is one rewrite more.
            if (System.nanoTime() - removed < MAX_GAP_NANOS) {
                assertThat(report.join().status()).isEqualTo(JobStatus.PROCESSING);
                rewrites++;
            }
        }
    }

    @Test
    void ids_that_differ_in_case_name_two_jobs() {
        Job job = Jobs.pending();
        store().put(job);
        JobId other = new JobId(job.id().value().toUpperCase(Locale.ROOT));

        assertThatThrownBy(() -> subject().getJobStatus(other)).isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void completed_job_whose_images_are_gone_says_so_until_they_are_back() {
        Job job = Jobs.completed();
        ImageUrls urls = Jobs.imageUrls();
        store().put(job);
        store().putImageUrls(Jobs.draftOf(job), urls);
        store().removeImageUrls(Jobs.draftOf(job));

        assertThatThrownBy(() -> subject().getJobStatus(job.id())).isInstanceOf(ImagesGoneException.class);

        store().putImageUrls(Jobs.draftOf(job), urls);
        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void unreadable_record_is_its_own_job_s_problem() {
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);
        Job job = Jobs.pending();
        store().put(job);

        assertThatThrownBy(() -> subject().getJobStatus(unreadable)).isInstanceOf(RecordUnreadableException.class);
        assertThat(subject().getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
    }

    @Test
    void job_whose_store_cannot_be_asked_is_never_not_found() {
        GetJobStatus down = subjectOnAStoreThatIsDown();

        assertThatThrownBy(() -> down.getJobStatus(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void reading_twice_tells_the_same(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);
        store().putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        store().putError(job.id(), "error");

        JobReport first = subject().getJobStatus(job.id());

        assertThat(first.status()).isEqualTo(status);
        assertThat(subject().getJobStatus(job.id())).isEqualTo(first);
    }

    @Test
    void each_reading_tells_the_state_of_then() {
        Job job = Jobs.pending();
        store().put(job);
        assertThat(subject().getJobStatus(job.id()).status()).isEqualTo(JobStatus.PENDING);

        store().put(Jobs.processing(job.id()));
        assertThat(subject().getJobStatus(job.id()).status()).isEqualTo(JobStatus.PROCESSING);

        store().put(Jobs.failed(job.id()));
        assertThat(subject().getJobStatus(job.id()).status()).isEqualTo(JobStatus.FAILED);
    }
}
