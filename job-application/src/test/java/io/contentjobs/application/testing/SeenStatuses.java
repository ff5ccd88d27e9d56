package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import java.util.HashMap;
import java.util.Map;

/** What one client has seen of jobs, none of which may go backwards. Of one thread. */
final class SeenStatuses {
    private final Map<JobId, JobStatus> last = new HashMap<>();

    void add(JobId id, JobStatus status) {
        JobStatus before = last.put(id, status);
        if (before != null && before != status) {
            assertThat(before.mayBecome(status))
                    .as("%s went from %s to %s", id, before, status)
                    .isTrue();
        }
    }
}
