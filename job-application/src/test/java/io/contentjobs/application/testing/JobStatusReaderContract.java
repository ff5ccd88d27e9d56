package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link JobStatusReader} for each store. */
public abstract class JobStatusReaderContract {
    /** Returns the reader under test. */
    protected abstract JobStatusReader reader();

    /** Returns the fixture of the store that {@link #reader()} reads. */
    protected abstract StoreFixture store();

    /** Returns a reader of a store that does not answer. The subclass closes it if necessary. */
    protected abstract JobStatusReader readerOfAStoreThatIsDown();

    @ParameterizedTest
    @EnumSource
    void status_is_found(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);

        assertThat(reader().findStatuses(List.of(job.id())))
                .as("the status of the job")
                .isEqualTo(Map.of(job.id(), Optional.of(status)));
    }

    @Test
    void unknown_and_unreadable_jobs_have_no_status() {
        JobId unknown = Jobs.id();
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThat(reader().findStatuses(List.of(unknown, unreadable)))
                .as("the statuses of an unknown and an unreadable job")
                .isEqualTo(Map.of(unknown, Optional.empty(), unreadable, Optional.empty()));
    }

    @Test
    void one_call_finds_thousands_of_statuses() {
        JobStatus[] statuses = JobStatus.values();
        Map<JobId, JobStatus> stored = IntStream.range(0, 3000)
                .mapToObj(i -> Jobs.inStatus(statuses[i % statuses.length]))
                .peek(store()::put)
                .collect(Collectors.toMap(Job::id, Job::status));

        Map<JobId, Optional<JobStatus>> found = reader().findStatuses(stored.keySet());

        assertThat(found).as("the statuses of three thousand jobs").hasSameSizeAs(stored);
        assertThat(found)
                .as("the statuses of three thousand jobs")
                .allSatisfy((id, status) ->
                        assertThat(status).as("the status of %s", id).contains(stored.get(id)));
    }

    @Test
    void result_for_no_jobs_is_empty() {
        assertThat(reader().findStatuses(List.of()))
                .as("the statuses of no jobs")
                .isEmpty();
    }

    @Test
    void result_lacks_the_jobs_that_could_not_be_read() {
        assertThat(readerOfAStoreThatIsDown().findStatuses(List.of(Jobs.id(), Jobs.id())))
                .as("the statuses in an outage")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hinted_read_finds_the_status(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store().put(job);

        try (HintedReads reads = reader().openHintedReads(new RecordedHints())) {
            assertThat(reads.findStatuses(List.of(job.id())).statuses())
                    .as("the statuses of a hinted read")
                    .isEqualTo(Map.of(job.id(), Optional.of(status)));
        }
    }

    /** What the store has of the job at the read. */
    static Stream<Named<BiConsumer<StoreFixture, JobId>>> recordsBefore() {
        return Stream.of(
                Named.of("missing", (store, id) -> {}),
                Named.of("pending", (store, id) -> store.put(Jobs.pending(id))),
                Named.of("unreadable", StoreFixture::putUnreadable));
    }

    @ParameterizedTest
    @MethodSource("recordsBefore")
    void change_after_a_hinted_read_is_hinted(BiConsumer<StoreFixture, JobId> before) {
        JobId id = Jobs.id();
        before.accept(store(), id);
        RecordedHints hints = new RecordedHints();
        try (HintedReads reads = reader().openHintedReads(hints)) {
            arm(reads, id);
            int hintsBefore = hints.of(id);

            store().put(Jobs.completed(id));

            Await.until("a hint", () -> hints.of(id) > hintsBefore);
        }
    }

    @Test
    void removal_is_hinted() {
        Job job = Jobs.pending();
        store().put(job);
        RecordedHints hints = new RecordedHints();
        try (HintedReads reads = reader().openHintedReads(hints)) {
            arm(reads, job.id());
            int hintsBefore = hints.of(job.id());

            store().remove(job.id());

            Await.until("a hint", () -> hints.of(job.id()) > hintsBefore);
        }
    }

    @Test
    void each_read_arms_the_next_hint() {
        JobId id = Jobs.id();
        RecordedHints hints = new RecordedHints();
        try (HintedReads reads = reader().openHintedReads(hints)) {
            for (int i = 0; i < 20; i++) {
                arm(reads, id);
                int hintsBefore = hints.of(id);

                store().put(i % 2 == 0 ? Jobs.pending(id) : Jobs.processing(id));

                Await.until("a hint", () -> hints.of(id) > hintsBefore);
            }
        }
    }

    @Test
    void thousands_of_changes_are_hinted() {
        List<JobId> ids = Stream.generate(Jobs::id).limit(3000).toList();
        RecordedHints hints = new RecordedHints();
        try (HintedReads reads = reader().openHintedReads(hints)) {
            arm(reads, ids);

            ids.forEach(id -> store().put(Jobs.pending(id)));

            Await.until("all hints", () -> ids.stream().allMatch(id -> hints.of(id) > 0));
        }
    }

    @Test
    void job_that_was_not_read_is_not_hinted() {
        JobId read = Jobs.id();
        JobId other = Jobs.id();
        RecordedHints hints = new RecordedHints();
        try (HintedReads reads = reader().openHintedReads(hints)) {
            arm(reads, read);

            store().put(Jobs.pending(other));
            store().put(Jobs.pending(read));

            Await.until("a hint", () -> hints.of(read) > 0);
            assertThat(hints.of(other)).as("the hints for another job").isZero();
        }
    }

    @Test
    void hints_end_with_their_reads_and_others_continue() {
        JobId id = Jobs.id();
        RecordedHints ended = new RecordedHints();
        RecordedHints others = new RecordedHints();
        HintedReads closed = reader().openHintedReads(ended);
        try (HintedReads reads = reader().openHintedReads(others)) {
            arm(closed, id);
            arm(reads, id);

            closed.close();
            closed.close();
            int endedBefore = ended.total();
            store().put(Jobs.pending(id));

            Await.until("a hint", () -> others.of(id) > 0);
            assertThat(ended.total()).as("the hints after the end").isEqualTo(endedBefore);
        }
    }

    @Test
    void closed_reads_still_read_without_hints() {
        Job job = Jobs.pending();
        store().put(job);
        HintedReads reads = reader().openHintedReads(new RecordedHints());
        arm(reads, job.id());

        reads.close();

        assertThat(reads.findStatuses(List.of(job.id())))
                .as("the result of a read after the end")
                .isEqualTo(new HintedStatuses(Map.of(job.id(), Optional.of(JobStatus.PENDING)), Set.of()));
    }

    @Test
    void hinted_read_of_no_jobs_is_empty() {
        try (HintedReads reads = reader().openHintedReads(new RecordedHints())) {
            assertThat(reads.findStatuses(List.of()))
                    .as("the result of a read of no jobs")
                    .isEqualTo(new HintedStatuses(Map.of(), Set.of()));
        }
    }

    @Test
    void hinted_read_lacks_the_jobs_that_could_not_be_read() {
        try (HintedReads reads = readerOfAStoreThatIsDown().openHintedReads(new RecordedHints())) {
            assertThat(reads.findStatuses(List.of(Jobs.id(), Jobs.id())))
                    .as("the result of a read in an outage")
                    .isEqualTo(new HintedStatuses(Map.of(), Set.of()));
        }
    }

    private static void arm(HintedReads reads, JobId id) {
        arm(reads, List.of(id));
    }

    /** The store may need a moment after opening until it gives hints. */
    private static void arm(HintedReads reads, List<JobId> ids) {
        Await.until("armed hints", () -> reads.findStatuses(ids).hinted().containsAll(ids));
    }
}
