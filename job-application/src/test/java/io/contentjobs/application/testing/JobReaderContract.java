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

/** The contract of {@link JobReader} for each store. */
public abstract class JobReaderContract {
    static final ImageUrls UNUSUAL_URLS = new ImageUrls(
            "HTTPS://CDN.example.com:8443/a%20b/%E2%9C%93.png?size=1&v=%222%22",
            "http://my_bucket.example.com/그림/fancy.png#조각",
            "https://[2001:db8::1]/trendy.png?sig=a+b/c==&next=https://x.example.com/?y=z");
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

        assertThat(reader().find(complete.id())).contains(complete);
        assertThat(reader().find(bare.id())).contains(bare);
    }

    @Test
    void each_read_returns_the_present_record() {
        Job job = put(Jobs.pending());
        assertThat(reader().find(job.id())).contains(job);

        Job replacement = put(Jobs.completed(job.id()));
        assertThat(reader().find(job.id())).contains(replacement);

        store().remove(job.id());
        assertThat(reader().find(job.id())).isEmpty();
    }

    @Test
    void unknown_records_are_absent() {
        Job job = put(Jobs.pending());
        JobId otherCase = new JobId(job.id().value().toUpperCase(Locale.ROOT));

        assertThat(reader().find(Jobs.id())).isEmpty();
        assertThat(reader().find(otherCase)).isEmpty();
        assertThat(reader().findImageUrls(Jobs.draft())).isEmpty();
        assertThat(reader().findError(Jobs.id())).isEmpty();
    }

    @Test
    void job_images_and_error_are_separate_records() {
        Job job = put(Jobs.completed());

        assertThat(reader().findImageUrls(Jobs.draftOf(job))).isEmpty();
        assertThat(reader().findError(job.id())).isEmpty();

        Job other = Jobs.failed();
        store().putImageUrls(Jobs.draftOf(other), Jobs.imageUrls());
        store().putError(other.id(), "error");

        assertThat(reader().find(other.id())).isEmpty();
    }

    @Test
    void invalid_record_is_unreadable_and_other_jobs_are_not_affected() {
        Job job = put(Jobs.pending());
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThatThrownBy(() -> reader().find(unreadable)).isInstanceOf(RecordUnreadableException.class);
        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void image_urls_are_found_unchanged_until_they_are_removed() {
        EventDraftId draft = Jobs.draft();
        store().putImageUrls(draft, UNUSUAL_URLS);
        assertThat(reader().findImageUrls(draft)).contains(UNUSUAL_URLS);

        store().removeImageUrls(draft);
        assertThat(reader().findImageUrls(draft)).isEmpty();
    }

    @Test
    void error_is_found_unchanged() {
        JobId id = Jobs.id();
        store().putError(id, UNUSUAL_ERROR);

        assertThat(reader().findError(id)).contains(UNUSUAL_ERROR);
    }

    @Test
    void outage_is_never_an_absent_record() {
        JobReader down = readerOfAStoreThatIsDown();

        assertThatThrownBy(() -> down.find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findImageUrls(Jobs.draft())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.findError(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void interrupted_thread_stays_interrupted() {
        Job job = put(Jobs.pending());

        Thread.currentThread().interrupt();
        try {
            assertThat(reader().find(job.id())).contains(job);
        } catch (StoreUnavailableException readerThatBlocks) {
            assertThat(readerThatBlocks).hasMessageContaining("interrupt");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private Job put(Job job) {
        store().put(job);
        return job;
    }
}
