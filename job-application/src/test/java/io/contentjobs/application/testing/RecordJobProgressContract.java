package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RecordJobProgress} promises on each store. */
public abstract class RecordJobProgressContract {
    /** Returns what progress is told to. */
    protected abstract RecordJobProgress subject();

    /** Returns what answers how the jobs are. */
    protected abstract GetJobStatus jobs();

    /** Returns the reader of the store that {@link #store()} arranges. */
    protected abstract JobReader reader();

    /** Returns what arranges the store. */
    protected abstract StoreFixture store();

    /** Returns the same on a store that cannot be told; closed, where need be, by the test that extends this. */
    protected abstract RecordJobProgress subjectOnAStoreThatIsDown();

    /** Returns how many workers race; override it to race harder. */
    protected int racers() {
        return 8;
    }

    /** Returns how many jobs they race for. */
    protected int racedJobs() {
        return 200;
    }

    @Test
    void submitted_job_is_pending_and_its_record_complete() {
        var draft = Jobs.draft();
        JobId id = subject().submit(draft, Jobs.TYPE);

        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
        Job job = reader().find(id).orElseThrow();
        assertThat(job.eventDraftId()).isEqualTo(draft);
        assertThat(job.type()).isEqualTo(Jobs.TYPE);
        assertThat(job.createdAt()).isNotNull();
    }

    @Test
    void id_of_a_submitted_job_is_a_new_random_uuid() {
        JobId id = subject().submit(Jobs.draft(), Jobs.TYPE);

        assertThat(UUID.fromString(id.value()).version()).isEqualTo(4);
        assertThat(subject().submit(Jobs.draft(), Jobs.TYPE)).isNotEqualTo(id);
    }

    @Test
    void started_job_is_processing() {
        JobId id = put(JobStatus.PENDING).id();

        assertThat(subject().start(id)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(subject().start(id)).isEqualTo(Verdict.unchanged(JobStatus.PROCESSING, JobStatus.PROCESSING));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void completed_job_tells_its_images(JobStatus before) {
        Job job = put(before);
        ImageUrls urls = Jobs.imageUrls();

        assertThat(subject().complete(job.id(), urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(jobs().getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
        assertThat(reader().findImageUrls(Jobs.draftOf(job))).contains(urls);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void failed_job_tells_its_error(JobStatus before) {
        JobId id = put(before).id();

        assertThat(subject().fail(id, "그림이 없습니다")).isEqualTo(Verdict.applied(JobStatus.FAILED));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.Failed("그림이 없습니다"));
    }

    @Test
    void repeated_completion_changes_nothing() {
        JobId id = put(JobStatus.PROCESSING).id();
        ImageUrls urls = Jobs.imageUrls();
        subject().complete(id, urls);

        Verdict repeated = subject().complete(id, Jobs.imageUrls());

        assertThat(repeated).isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void repeated_failure_changes_nothing() {
        JobId id = put(JobStatus.PROCESSING).id();
        subject().fail(id, "first");

        Verdict repeated = subject().fail(id, "second");

        assertThat(repeated).isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.FAILED));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.Failed("first"));
    }

    @Test
    void completed_job_neither_starts_nor_fails() {
        JobId id = put(JobStatus.PROCESSING).id();
        ImageUrls urls = Jobs.imageUrls();
        subject().complete(id, urls);

        assertThat(subject().start(id)).isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.PROCESSING));
        assertThat(subject().fail(id, "late")).isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.FAILED));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
        assertThat(reader().findError(id)).isEmpty();
    }

    @Test
    void failed_job_neither_starts_nor_completes() {
        Job job = put(JobStatus.PROCESSING);
        JobId id = job.id();
        subject().fail(id, "error");

        assertThat(subject().start(id)).isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.PROCESSING));
        assertThat(subject().complete(id, Jobs.imageUrls()))
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED));
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.Failed("error"));
        assertThat(reader().findImageUrls(Jobs.draftOf(job))).isEmpty();
    }

    @Test
    void images_of_a_draft_s_earlier_job_are_replaced() {
        Job job = put(JobStatus.PROCESSING);
        store().putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        ImageUrls urls = Jobs.imageUrls();

        subject().complete(job.id(), urls);

        assertThat(jobs().getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
    }

    @Test
    void unknown_job_is_not_found_and_not_made() {
        JobId id = Jobs.id();

        assertThat(subject().start(id)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(subject().complete(id, Jobs.imageUrls())).isEqualTo(Verdict.NOT_FOUND);
        assertThat(subject().fail(id, "error")).isEqualTo(Verdict.NOT_FOUND);
        assertThat(reader().find(id)).isEmpty();
        assertThat(reader().findError(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n"})
    void job_does_not_fail_with_a_blank_error(String blank) {
        JobId id = put(JobStatus.PROCESSING).id();

        assertThatThrownBy(() -> subject().fail(id, blank)).isInstanceOf(IllegalArgumentException.class);
        assertThat(jobs().getJobStatus(id)).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(reader().findError(id)).isEqualTo(Optional.empty());
    }

    @Test
    void job_that_names_no_draft_fails_but_does_not_complete() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        store().put(job);

        assertThatThrownBy(() -> subject().complete(job.id(), Jobs.imageUrls()))
                .isInstanceOf(RecordUnreadableException.class);
        assertThat(jobs().getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(subject().fail(job.id(), "error")).isEqualTo(Verdict.applied(JobStatus.FAILED));
    }

    @Test
    void unreadable_record_is_left_alone() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertThatThrownBy(() -> subject().start(id)).isInstanceOf(RecordUnreadableException.class);
        assertThatThrownBy(() -> subject().complete(id, Jobs.imageUrls()))
                .isInstanceOf(RecordUnreadableException.class);
        assertThatThrownBy(() -> subject().fail(id, "error")).isInstanceOf(RecordUnreadableException.class);
        assertThatThrownBy(() -> reader().find(id)).isInstanceOf(RecordUnreadableException.class);
        assertThat(reader().findError(id)).isEmpty();
    }

    @Test
    void store_that_is_down_swallows_nothing() {
        RecordJobProgress down = subjectOnAStoreThatIsDown();

        assertThatThrownBy(() -> down.submit(Jobs.draft(), Jobs.TYPE)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.start(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.complete(Jobs.id(), Jobs.imageUrls()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.fail(Jobs.id(), "error")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void of_racing_workers_one_ends_each_job_and_no_client_sees_it_half_done() {
        new Race(subject(), jobs(), reader(), racedJobs(), 20261122).run(racers());
    }

    private Job put(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);
        return job;
    }
}
