package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

        assertThat(reader().findStatuses(List.of(job.id()))).isEqualTo(Map.of(job.id(), Optional.of(status)));
    }

    @Test
    void unknown_and_unreadable_jobs_have_no_status() {
        JobId unknown = Jobs.id();
        JobId unreadable = Jobs.id();
        store().putUnreadable(unreadable);

        assertThat(reader().findStatuses(List.of(unknown, unreadable)))
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

        assertThat(found).hasSameSizeAs(stored);
        assertThat(found).allSatisfy((id, status) -> assertThat(status).contains(stored.get(id)));
    }

    @Test
    void result_for_no_jobs_is_empty() {
        assertThat(reader().findStatuses(List.of())).isEmpty();
    }

    @Test
    void result_lacks_the_jobs_that_could_not_be_read() {
        assertThat(readerOfAStoreThatIsDown().findStatuses(List.of(Jobs.id(), Jobs.id())))
                .isEmpty();
    }
}
