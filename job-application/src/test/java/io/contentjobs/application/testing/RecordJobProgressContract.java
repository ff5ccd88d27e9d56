package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link RecordJobProgress} on each store. */
public abstract class RecordJobProgressContract {
    /** Returns the implementation under test. */
    protected abstract RecordJobProgress subject();

    /** Returns the use case by which clients see the jobs. */
    protected abstract GetJobStatus jobs();

    /** Returns a reader of the store that {@link #subject()} writes. */
    protected abstract JobReader reader();

    /** Returns the fixture of that store. */
    protected abstract StoreFixture store();

    /** Returns the implementation under test on a store that does not answer. The subclass closes it if necessary. */
    protected abstract RecordJobProgress subjectOnAStoreThatIsDown();

    /** Returns the number of concurrent workers in the race. */
    protected int racers() {
        return 8;
    }

    /** Returns the number of jobs in the race. */
    protected int racedJobs() {
        return 200;
    }

    @Test
    void submitted_job_has_a_random_uuid_and_a_complete_record() {
        EventDraftId draft = Jobs.draft();
        JobId id = subject().submit(draft, Jobs.TYPE);

        assertThat(UUID.fromString(id.value()).version())
                .as("the version of the UUID")
                .isEqualTo(4);
        assertThat(subject().submit(draft, Jobs.TYPE))
                .as("the id of a second job")
                .isNotEqualTo(id);
        assertReport(id, new JobReport.InProgress(JobStatus.PENDING));
        Job job = reader().find(id).orElseThrow();
        assertThat(job.eventDraftId()).as("the draft of a submitted job").isEqualTo(draft);
        assertThat(job.type()).as("the type of a submitted job").isEqualTo(Jobs.TYPE);
        assertThat(job.createdAt()).as("the creation time of a submitted job").isNotNull();
    }

    @Test
    void started_job_is_processing() {
        JobId id = put(JobStatus.PENDING).id();

        assertThat(subject().start(id)).as("the verdict on start").isEqualTo(Verdict.applied(JobStatus.PROCESSING));
        assertReport(id, new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(subject().start(id))
                .as("the verdict on start")
                .isEqualTo(Verdict.unchanged(JobStatus.PROCESSING, JobStatus.PROCESSING));
    }

    /** The draft has images of an earlier job, which are replaced. */
    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void completed_job_has_its_images_and_does_not_change_any_more(JobStatus before) {
        Job job = put(before);
        JobId id = job.id();
        store().putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        ImageUrls urls = Jobs.imageUrls();

        assertThat(subject().complete(id, urls))
                .as("the verdict on complete")
                .isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertReport(id, new JobReport.Completed(urls));
        assertThat(subject().complete(id, Jobs.imageUrls()))
                .as("the verdict on another complete")
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED));
        assertThat(subject().start(id))
                .as("the verdict on start")
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.PROCESSING));
        assertThat(subject().fail(id, "late"))
                .as("the verdict on fail after the end")
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.FAILED));

        assertReport(id, new JobReport.Completed(urls));
        assertThat(reader().findImageUrls(Jobs.draftOf(job)))
                .as("the stored images")
                .contains(urls);
        assertThat(reader().findError(id)).as("the stored error").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void failed_job_has_its_error_and_does_not_change_any_more(JobStatus before) {
        Job job = put(before);
        JobId id = job.id();

        assertThat(subject().fail(id, "그림이 없습니다"))
                .as("the verdict on fail")
                .isEqualTo(Verdict.applied(JobStatus.FAILED));
        assertReport(id, new JobReport.Failed("그림이 없습니다"));
        assertThat(subject().fail(id, "second"))
                .as("the verdict on a second fail")
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.FAILED));
        assertThat(subject().start(id))
                .as("the verdict on start")
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.PROCESSING));
        assertThat(subject().complete(id, Jobs.imageUrls()))
                .as("the verdict on another complete")
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED));

        assertReport(id, new JobReport.Failed("그림이 없습니다"));
        assertThat(reader().findImageUrls(Jobs.draftOf(job)))
                .as("the stored images")
                .isEmpty();
    }

    @Test
    void unknown_job_is_not_found_and_not_created() {
        JobId id = Jobs.id();

        assertThat(subject().start(id)).as("the verdict on start").isEqualTo(Verdict.NOT_FOUND);
        assertThat(subject().complete(id, Jobs.imageUrls()))
                .as("the verdict on another complete")
                .isEqualTo(Verdict.NOT_FOUND);
        assertThat(subject().fail(id, "error")).as("the verdict on fail").isEqualTo(Verdict.NOT_FOUND);
        assertThat(reader().find(id)).as("the record of an unknown job").isEmpty();
        assertThat(reader().findError(id)).as("the stored error").isEmpty();
    }

    /** A worker passes the message of an exception, which may be null. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u3000"})
    void job_without_an_error_fails_with_the_standard_error(@Nullable String blank) {
        JobId id = put(JobStatus.PROCESSING).id();

        assertThat(subject().fail(id, blank))
                .as("the verdict on fail without an error")
                .isEqualTo(Verdict.applied(JobStatus.FAILED));
        assertReport(id, new JobReport.Failed("이미지 생성 실패"));
        assertThat(reader().findError(id)).as("the stored error").contains("이미지 생성 실패");
    }

    @Test
    void job_without_a_draft_does_not_complete_but_fails() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        store().put(job);

        assertThatThrownBy(() -> subject().complete(job.id(), Jobs.imageUrls()), "complete of a job without a draft")
                .isInstanceOf(RecordUnreadableException.class);
        assertReport(job.id(), new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(subject().fail(job.id(), "error"))
                .as("the verdict on fail of a job without a draft")
                .isEqualTo(Verdict.applied(JobStatus.FAILED));
    }

    @Test
    void unreadable_record_stays_unchanged() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertAllThrow(
                RecordUnreadableException.class,
                () -> subject().start(id),
                () -> subject().complete(id, Jobs.imageUrls()),
                () -> subject().fail(id, "error"),
                () -> reader().find(id));
        assertThat(reader().findError(id)).as("the stored error").isEmpty();
    }

    @Test
    void each_change_during_an_outage_fails() {
        RecordJobProgress down = subjectOnAStoreThatIsDown();

        assertAllThrow(
                StoreUnavailableException.class,
                () -> down.submit(Jobs.draft(), Jobs.TYPE),
                () -> down.start(Jobs.id()),
                () -> down.complete(Jobs.id(), Jobs.imageUrls()),
                () -> down.fail(Jobs.id(), "error"));
    }

    @Test
    void one_of_several_concurrent_workers_ends_each_job_and_clients_see_no_partial_change() {
        new Race(subject(), jobs(), reader(), racedJobs(), 20261122).run(racers());
    }

    private Job put(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);
        return job;
    }

    private void assertReport(JobId id, JobReport expected) {
        assertThat(jobs().getJobStatus(id)).as("the report on the job").isEqualTo(expected);
    }

    private static void assertAllThrow(Class<? extends Throwable> expected, ThrowingCallable... calls) {
        assertThat(List.of(calls))
                .as("calls that fail")
                .allSatisfy(
                        call -> assertThatThrownBy(call, "a call that fails").isInstanceOf(expected));
    }
}
