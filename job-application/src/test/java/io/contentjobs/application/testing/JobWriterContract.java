package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link JobWriter} for each store. */
public abstract class JobWriterContract {
    private static final int RACERS = 8;
    private static final int RACES = 200;

    /** Returns the writer under test. */
    protected abstract JobWriter writer();

    /** Returns a reader of the store that {@link #writer()} writes. */
    protected abstract JobReader reader();

    /** Returns the fixture of that store. */
    protected abstract StoreFixture store();

    /** Returns a writer to a store that does not answer. The subclass closes it if necessary. */
    protected abstract JobWriter writerToAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void created_job_is_found_unchanged(JobStatus status) {
        for (Job job : List.of(Jobs.inStatus(status), Jobs.bare(Jobs.id(), status))) {
            writer().create(job);

            assertThat(reader().find(job.id())).as("the record of the job").contains(job);
        }
    }

    @Test
    void job_is_not_created_over_another_record() {
        Job job = Jobs.completed();
        writer().create(job);
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThatThrownBy(() -> writer().create(Jobs.pending(job.id())), "create over the record of a job")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer().create(Jobs.pending(unreadable)), "create over an invalid record")
                .isInstanceOf(IllegalStateException.class);

        assertThat(reader().find(job.id())).as("the record of the job").contains(job);
        assertThatThrownBy(() -> reader().find(unreadable), "find of the invalid record")
                .isInstanceOf(RecordUnreadableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void status_advances_as_job_status_allows_and_other_fields_stay(JobStatus current) {
        for (JobStatus next : JobStatus.values()) {
            for (Job job : List.of(Jobs.inStatus(current), Jobs.bare(Jobs.id(), current))) {
                store().put(job);
                boolean allowed = current.mayBecome(next);

                assertThat(writer().advance(job.id(), next))
                        .as("%s to %s", current, next)
                        .isEqualTo(allowed ? Verdict.applied(next) : Verdict.unchanged(current, next));
                assertThat(reader().find(job.id()))
                        .as("%s after %s", current, next)
                        .contains(new Job(
                                job.id(), allowed ? next : current, job.eventDraftId(), job.type(), job.createdAt()));
                assertThat(writer().advance(job.id(), next).outcome())
                        .as("the outcome of a repeated change from %s to %s", current, next)
                        .isNotEqualTo(Verdict.Outcome.APPLIED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void status_of_an_unknown_job_does_not_advance(JobStatus next) {
        JobId id = Jobs.id();

        assertThat(writer().advance(id, next))
                .as("the verdict on a change of an unknown job to %s", next)
                .isEqualTo(Verdict.NOT_FOUND);
        assertThat(reader().find(id))
                .as("the record of an unknown job after a change")
                .isEmpty();
    }

    @Test
    void status_of_an_unreadable_record_does_not_advance() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertThatThrownBy(() -> writer().advance(id, JobStatus.COMPLETED), "a change of an invalid record")
                .isInstanceOf(RecordUnreadableException.class);
        assertThatThrownBy(() -> reader().find(id), "find of an invalid record after a change")
                .isInstanceOf(RecordUnreadableException.class);
    }

    @ParameterizedTest
    @CsvSource({"PROCESSING, COMPLETED, COMPLETED", "PENDING, COMPLETED, FAILED"})
    void exactly_one_of_several_concurrent_ends_is_applied(JobStatus start, JobStatus one, JobStatus other) {
        List<Job> jobs =
                Stream.generate(() -> Jobs.inStatus(start)).limit(RACES).toList();
        jobs.forEach(store()::put);

        List<List<Verdict>> verdicts =
                race(jobs, (racer, job) -> writer().advance(job.id(), racer % 2 == 0 ? one : other));

        for (int race = 0; race < RACES; race++) {
            JobStatus end = reader().find(jobs.get(race).id()).orElseThrow().status();
            assertThat(verdicts.get(race))
                    .as("the verdicts on concurrent changes of one job")
                    .containsOnlyOnce(Verdict.applied(end))
                    .containsOnly(Verdict.applied(end), Verdict.unchanged(end, one), Verdict.unchanged(end, other));
        }
    }

    @Test
    void exactly_one_of_several_concurrent_creations_succeeds() {
        List<JobId> ids = Stream.generate(Jobs::id).limit(RACES).toList();

        List<List<Boolean>> created = race(ids, (racer, id) -> {
            try {
                writer().create(Jobs.pending(id));
                return true;
            } catch (IllegalStateException exists) {
                return false;
            }
        });

        assertThat(created)
                .as("whether each of the concurrent creations succeeded")
                .allSatisfy(ofOneJob -> assertThat(ofOneJob)
                        .as("whether each of the concurrent creations of one job succeeded")
                        .containsOnlyOnce(true));
    }

    /** Lets all racers change all subjects, and returns the results of each subject. */
    private static <S, R> List<List<R>> race(List<S> subjects, BiFunction<Integer, S, R> change) {
        List<List<R>> ofRacers = Together.run(
                RACERS,
                racer -> subjects.stream()
                        .map(subject -> change.apply(racer, subject))
                        .toList());
        return IntStream.range(0, subjects.size())
                .mapToObj(subject ->
                        ofRacers.stream().map(results -> results.get(subject)).toList())
                .toList();
    }

    @Test
    void results_are_found_unchanged_and_replaced_as_a_whole() {
        EventDraftId draft = Jobs.draft();
        for (ImageUrls urls : List.of(JobReaderContract.UNUSUAL_URLS, JobReaderContract.LONG_URLS, Jobs.imageUrls())) {
            writer().storeImageUrls(draft, urls);
            assertThat(reader().findImageUrls(draft)).as("the stored images").contains(urls);
        }
        JobId id = Jobs.id();
        for (String error : List.of(JobReaderContract.UNUSUAL_ERROR, JobReaderContract.LONG_ERROR, "다른 오류")) {
            writer().storeError(id, error);
            assertThat(reader().findError(id)).as("the stored error").contains(error);
        }
    }

    @Test
    void results_create_no_job_and_change_none() {
        Job job = Jobs.processing();
        store().put(job);
        JobId unknown = Jobs.id();

        writer().storeError(job.id(), "error");
        writer().storeError(unknown, "error");
        writer().storeImageUrls(Jobs.draftOf(job), Jobs.imageUrls());

        assertThat(reader().find(job.id())).as("the record of the job").contains(job);
        assertThat(reader().find(unknown))
                .as("the record of a job that has only an error")
                .isEmpty();
    }

    @Test
    void each_write_during_an_outage_fails() {
        JobWriter down = writerToAStoreThatIsDown();
        List<ThrowingCallable> writes = List.of(
                () -> down.create(Jobs.pending()),
                () -> down.advance(Jobs.id(), JobStatus.COMPLETED),
                () -> down.storeImageUrls(Jobs.draft(), Jobs.imageUrls()),
                () -> down.storeError(Jobs.id(), "error"));

        assertThat(writes)
                .as("writes in an outage")
                .allSatisfy(write -> assertThatThrownBy(write, "a write in an outage")
                        .isInstanceOf(StoreUnavailableException.class));
    }
}
