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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link JobWriter} asks of each store. */
public abstract class JobWriterContract {
    private static final int RACERS = 8;
    private static final int RACES = 200;

    /** Returns the writer to the store that {@link #store()} arranges. */
    protected abstract JobWriter writer();

    /** Returns the reader of the same store. */
    protected abstract JobReader reader();

    /** Returns what arranges the store. */
    protected abstract StoreFixture store();

    /** Returns a writer whose store cannot be told; closed, where need be, by the test that extends this. */
    protected abstract JobWriter writerToAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void created_job_is_found_as_it_is(JobStatus status) {
        Job job = Jobs.inStatus(status);
        writer().create(job);

        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void created_job_need_not_tell_everything() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PENDING);
        writer().create(job);

        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void job_is_not_created_twice() {
        Job job = Jobs.completed();
        writer().create(job);

        assertThatThrownBy(() -> writer().create(Jobs.pending(job.id()))).isInstanceOf(IllegalStateException.class);
        assertThat(reader().find(job.id())).contains(job);
    }

    @Test
    void job_is_not_created_over_an_unreadable_record() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertThatThrownBy(() -> writer().create(Jobs.pending(id))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> reader().find(id)).isInstanceOf(RecordUnreadableException.class);
    }

    @ParameterizedTest
    @EnumSource
    void status_advances_as_job_status_says_and_nothing_else_changes(JobStatus current) {
        for (JobStatus next : JobStatus.values()) {
            Job job = Jobs.inStatus(current);
            store().put(job);
            boolean allowed = current.mayBecome(next);

            assertThat(writer().advance(job.id(), next))
                    .as("%s to %s", current, next)
                    .isEqualTo(allowed ? Verdict.applied(next) : Verdict.unchanged(current, next));
            assertThat(reader().find(job.id()))
                    .as("%s after %s", current, next)
                    .contains(new Job(
                            job.id(), allowed ? next : current, job.eventDraftId(), job.type(), job.createdAt()));
        }
    }

    @Test
    void status_of_a_job_that_tells_nothing_else_advances() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PENDING);
        store().put(job);

        assertThat(writer().advance(job.id(), JobStatus.FAILED)).isEqualTo(Verdict.applied(JobStatus.FAILED));
        assertThat(reader().find(job.id())).contains(Jobs.bare(job.id(), JobStatus.FAILED));
    }

    @Test
    void repeated_change_is_told_from_a_first_one() {
        Job job = Jobs.pending();
        store().put(job);

        assertThat(writer().advance(job.id(), JobStatus.PROCESSING)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));
        assertThat(writer().advance(job.id(), JobStatus.PROCESSING).outcome()).isEqualTo(Verdict.Outcome.REPEATED);
    }

    @ParameterizedTest
    @EnumSource
    void status_of_an_unknown_job_does_not_advance_nor_make_one(JobStatus next) {
        JobId id = Jobs.id();

        assertThat(writer().advance(id, next)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(reader().find(id)).isEmpty();
    }

    @Test
    void status_of_an_unreadable_record_does_not_advance() {
        JobId id = Jobs.id();
        store().putUnreadable(id);

        assertThatThrownBy(() -> writer().advance(id, JobStatus.COMPLETED))
                .isInstanceOf(RecordUnreadableException.class);
        assertThatThrownBy(() -> reader().find(id)).isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void of_racing_changes_to_one_status_exactly_one_is_applied() {
        List<Job> jobs = Stream.generate(Jobs::processing).limit(RACES).toList();
        jobs.forEach(store()::put);

        List<List<Verdict>> verdicts = race(jobs, (racer, job) -> writer().advance(job.id(), JobStatus.COMPLETED));

        assertThat(verdicts)
                .allSatisfy(ofOneJob -> assertThat(ofOneJob)
                        .containsOnlyOnce(Verdict.applied(JobStatus.COMPLETED))
                        .containsOnly(
                                Verdict.applied(JobStatus.COMPLETED),
                                Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED)));
    }

    @Test
    void of_racing_changes_to_two_terminal_statuses_exactly_one_is_applied() {
        List<Job> jobs = Stream.generate(Jobs::pending).limit(RACES).toList();
        jobs.forEach(store()::put);

        List<List<Verdict>> verdicts = race(
                jobs,
                (racer, job) -> writer().advance(job.id(), racer % 2 == 0 ? JobStatus.COMPLETED : JobStatus.FAILED));

        for (int race = 0; race < RACES; race++) {
            JobStatus end = reader().find(jobs.get(race).id()).orElseThrow().status();
            assertThat(verdicts.get(race))
                    .containsOnlyOnce(Verdict.applied(end))
                    .containsOnly(
                            Verdict.applied(end),
                            Verdict.unchanged(end, JobStatus.COMPLETED),
                            Verdict.unchanged(end, JobStatus.FAILED));
        }
    }

    @Test
    void of_racing_creations_exactly_one_succeeds() {
        List<JobId> ids = Stream.generate(Jobs::id).limit(RACES).toList();

        List<List<Boolean>> created = race(ids, (racer, id) -> {
            try {
                writer().create(Jobs.pending(id));
                return true;
            } catch (IllegalStateException thereIsOne) {
                return false;
            }
        });

        assertThat(created).allSatisfy(ofOneJob -> assertThat(ofOneJob).containsOnlyOnce(true));
    }

    /** Lets all racers go through the subjects, and returns what they got of each subject. */
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
    void image_urls_are_found_to_the_letter_and_replaced_as_a_whole() {
        EventDraftId draft = Jobs.draft();
        ImageUrls urls = new ImageUrls(
                "HTTPS://CDN.example.com:8443/a%20b.png?v=%222%22",
                "http://my_bucket.example.com/그림/fancy.png#조각", "https://[2001:db8::1]/trendy.png?sig=a+b/c==");
        writer().storeImageUrls(draft, urls);
        assertThat(reader().findImageUrls(draft)).contains(urls);

        ImageUrls others = Jobs.imageUrls();
        writer().storeImageUrls(draft, others);
        assertThat(reader().findImageUrls(draft)).contains(others);
    }

    @Test
    void error_is_found_to_the_letter_and_replaced_as_a_whole() {
        JobId id = Jobs.id();
        String error = " 생성 서버가 \"응답\"하지 않습니다:\n\t{0} \\ %s <b>&amp;</b> 🙈 ";
        writer().storeError(id, error);
        assertThat(reader().findError(id)).contains(error);

        writer().storeError(id, "다른 오류");
        assertThat(reader().findError(id)).contains("다른 오류");
    }

    @Test
    void results_make_no_job_and_change_none() {
        Job job = Jobs.processing();
        store().put(job);
        JobId unknown = Jobs.id();

        writer().storeError(job.id(), "error");
        writer().storeError(unknown, "error");
        writer().storeImageUrls(Jobs.draftOf(job), Jobs.imageUrls());

        assertThat(reader().find(job.id())).contains(job);
        assertThat(reader().find(unknown)).isEmpty();
    }

    @Test
    void store_that_is_down_swallows_nothing() {
        JobWriter down = writerToAStoreThatIsDown();

        assertThatThrownBy(() -> down.create(Jobs.pending())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.advance(Jobs.id(), JobStatus.COMPLETED))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.storeImageUrls(Jobs.draft(), Jobs.imageUrls()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> down.storeError(Jobs.id(), "error")).isInstanceOf(StoreUnavailableException.class);
    }
}
