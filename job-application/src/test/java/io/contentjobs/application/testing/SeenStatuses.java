package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import java.util.HashMap;
import java.util.Map;

/** The statuses that one client has seen. No job may go back to an earlier status. Not thread-safe. */
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
