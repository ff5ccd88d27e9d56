package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of lifetimes, for stores whose records expire. It waits for nothing and reads no clock: it asks the store for
 * the remaining lifetimes, and allows half an hour for a slow test.
 */
public abstract class LifetimeContract {
    private static final Duration SHORT = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration IMAGES_SHORT = Duration.ofDays(2);
    private static final Duration IMAGES_LONG = Duration.ofDays(4);
    private static final Duration SLOWNESS = Duration.ofMinutes(30);

    /** Returns a writer whose records live for these times from their last write. */
    protected abstract JobWriter writer(Duration jobLifetime, Duration imageLifetime);

    /** Returns a reader of the store that the writers write. */
    protected abstract JobReader reader();

    /** Returns the remaining lifetime of the job's record; empty if it does not expire. */
    protected abstract Optional<Duration> remainingLifetime(JobId id);

    /** Returns the remaining lifetime of the job's error; empty if it does not expire. */
    protected abstract Optional<Duration> remainingLifetimeOfError(JobId id);

    /** Returns the remaining lifetime of the draft's images; empty if they do not expire. */
    protected abstract Optional<Duration> remainingLifetimeOfImages(EventDraftId id);

    @Test
    void created_job_expires() {
        Job job = Jobs.pending();
        shortLived().create(job);

        assertLives("a created job", remainingLifetime(job.id()), SHORT);
    }

    @Test
    void each_change_restarts_the_lifetime() {
        Job job = Jobs.pending();
        shortLived().create(job);

        longLived().advance(job.id(), JobStatus.PROCESSING);
        assertLives("a started job", remainingLifetime(job.id()), LONG);

        shortLived().advance(job.id(), JobStatus.COMPLETED);
        assertLives("a completed job", remainingLifetime(job.id()), SHORT);
    }

    @Test
    void change_that_is_not_made_does_not_restart_the_lifetime() {
        Job job = Jobs.failed();
        shortLived().create(job);

        for (JobStatus next : JobStatus.values()) {
            assertThat(longLived().advance(job.id(), next).outcome())
                    .as("the outcome of a change from FAILED to %s", next)
                    .isNotEqualTo(Verdict.Outcome.APPLIED);
        }
        assertLives("a job whose changes were refused", remainingLifetime(job.id()), SHORT);
    }

    @Test
    void reading_does_not_restart_a_lifetime() {
        Job job = Jobs.completed();
        shortLived().create(job);
        shortLived().storeError(job.id(), "error");
        shortLived().storeImageUrls(Jobs.draftOf(job), Jobs.imageUrls());

        assertThat(reader().find(job.id())).as("the job").isPresent();
        assertThat(reader().findError(job.id())).as("its error").isPresent();
        assertThat(reader().findImageUrls(Jobs.draftOf(job))).as("its images").isPresent();

        assertLives("a job that was read", remainingLifetime(job.id()), SHORT);
        assertLives("an error that was read", remainingLifetimeOfError(job.id()), SHORT);
        assertLives("images that were read", remainingLifetimeOfImages(Jobs.draftOf(job)), IMAGES_SHORT);
    }

    @Test
    void results_have_lifetimes_of_their_own_which_each_write_restarts() {
        Job job = Jobs.processing();
        EventDraftId draft = Jobs.draftOf(job);
        shortLived().create(job);
        shortLived().storeError(job.id(), "error");
        shortLived().storeImageUrls(draft, Jobs.imageUrls());
        assertLives("a stored error", remainingLifetimeOfError(job.id()), SHORT);
        assertLives("stored images", remainingLifetimeOfImages(draft), IMAGES_SHORT);

        longLived().storeError(job.id(), "another error");
        longLived().storeImageUrls(draft, Jobs.imageUrls());
        assertLives("a replaced error", remainingLifetimeOfError(job.id()), LONG);
        assertLives("replaced images", remainingLifetimeOfImages(draft), IMAGES_LONG);
        assertLives("a job with new results", remainingLifetime(job.id()), SHORT);
    }

    private JobWriter shortLived() {
        return writer(SHORT, IMAGES_SHORT);
    }

    private JobWriter longLived() {
        return writer(LONG, IMAGES_LONG);
    }

    private static void assertLives(String what, Optional<Duration> remaining, Duration lifetime) {
        assertThat(remaining)
                .as("the remaining lifetime of %s", what)
                .hasValueSatisfying(left -> assertThat(left)
                        .as("the remaining lifetime of %s", what)
                        .isBetween(lifetime.minus(SLOWNESS), lifetime));
    }
}
