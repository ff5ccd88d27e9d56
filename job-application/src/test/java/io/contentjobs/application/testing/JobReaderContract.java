package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link JobReader} asks of each store. */
public abstract class JobReaderContract {
    /** Returns the reader of the store that {@link #store()} arranges. */
    protected abstract JobReader reader();

    /** Returns what arranges the store. */
    protected abstract StoreFixture store();

    /** Returns a reader whose store cannot be asked; closed, where need be, by the test that extends this. */
    protected abstract JobReader readerOfAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void job_is_found_as_it_was_stored(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);

        assertThat(reader().find(job.id())).contains(job);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_record_does_not_tell_is_absent(JobStatus status) {
        Job job = Jobs.bare(Jobs.id(), status);
        store().put(job);

        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void unknown_job_is_absent() {
        assertThat(reader().find(Jobs.id())).isEmpty();
    }

    @Test
    void removed_job_is_absent() {
        Job job = Jobs.processing();
        store().put(job);
        store().remove(job.id());

        assertThat(reader().find(job.id())).isEmpty();
    }

    @Test
    void replaced_job_is_found_as_it_is_now() {
        Job job = Jobs.pending();
        store().put(job);
        assertThat(reader().find(job.id())).contains(job);

        Job replacement = Jobs.completed(job.id());
        store().put(replacement);

        assertThat(reader().find(job.id())).contains(replacement);
    }

    @Test
    void ids_that_differ_in_case_name_two_jobs() {
        Job job = Jobs.pending();
        store().put(job);

        assertThat(reader().find(new JobId(job.id().value().toUpperCase(Locale.ROOT))))
                .isEmpty();
    }

    @Test
    void job_s_record_images_and_error_are_three_things() {
        Job job = Jobs.completed();
        store().put(job);

        assertThat(reader().findImageUrls(Jobs.draftOf(job))).isEmpty();
        assertThat(reader().findError(job.id())).isEmpty();

        Job other = Jobs.failed();
        store().putImageUrls(Jobs.draftOf(other), Jobs.imageUrls());
        store().putError(other.id(), "error");

        assertThat(reader().find(other.id())).isEmpty();
    }

    @Test
    void unreadable_record_is_no_absent_job() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertThatThrownBy(() -> reader().find(id)).isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void unreadable_record_is_its_own_job_s_problem() {
        Job job = Jobs.pending();
        store().put(job);
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThatThrownBy(() -> reader().find(unreadable)).isInstanceOf(RecordUnreadableException.class);
        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void image_urls_are_found_to_the_letter() {
        EventDraftId draft = Jobs.draft();
        ImageUrls urls = new ImageUrls(
                "HTTPS://CDN.example.com:8443/a%20b/%E2%9C%93.png?size=1&v=%222%22",
                "http://my_bucket.example.com/그림/fancy.png#조각",
                "https://[2001:db8::1]/trendy.png?sig=a+b/c==&next=https://x.example.com/?y=z");
        store().putImageUrls(draft, urls);

        assertThat(reader().findImageUrls(draft)).contains(urls);
    }

    @Test
    void image_urls_of_an_unknown_draft_are_absent() {
        assertThat(reader().findImageUrls(Jobs.draft())).isEmpty();
    }

    @Test
    void removed_image_urls_are_absent() {
        EventDraftId draft = Jobs.draft();
        store().putImageUrls(draft, Jobs.imageUrls());
        store().removeImageUrls(draft);

        assertThat(reader().findImageUrls(draft)).isEmpty();
    }

    @Test
    void error_is_found_to_the_letter() {
        JobId id = Jobs.id();
        String error = " 생성 서버가 \"응답\"하지 않습니다:\n\t{0} \\ %s <b>&amp;</b> 🙈 ";
        store().putError(id, error);

        assertThat(reader().findError(id)).contains(error);
    }

    @Test
    void error_of_an_unknown_job_is_absent() {
        assertThat(reader().findError(Jobs.id())).isEmpty();
    }

    @Test
    void store_that_is_down_is_no_absent_record() {
        JobReader down = readerOfAStoreThatIsDown();

        assertThatThrownBy(() -> down.find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findImageUrls(Jobs.draft())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findError(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void interrupted_thread_stays_interrupted() {
        Job job = Jobs.pending();
        store().put(job);

        Thread.currentThread().interrupt();
        try {
            assertThat(reader().find(job.id())).contains(job);
        } catch (StoreUnavailableException whereReadingWaits) {
            assertThat(whereReadingWaits).hasMessageContaining("interrupt");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
