package io.contentjobs.domain;

import static io.contentjobs.domain.JobStatus.COMPLETED;
import static io.contentjobs.domain.JobStatus.FAILED;
import static io.contentjobs.domain.JobStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JobStatusTest {
    private static Set<JobStatus> stepsFrom(JobStatus status) {
        return switch (status) {
            case PENDING -> Set.of(PROCESSING, COMPLETED, FAILED);
            case PROCESSING -> Set.of(COMPLETED, FAILED);
            case COMPLETED, FAILED -> Set.of();
        };
    }

    @Test
    void statuses_are_those_of_the_contract() {
        assertThat(JobStatus.values())
                .extracting(JobStatus::name)
                .containsExactly("PENDING", "PROCESSING", "COMPLETED", "FAILED");
    }

    @ParameterizedTest
    @EnumSource
    void status_may_become_exactly_the_statuses_of_the_table(JobStatus status) {
        for (JobStatus next : JobStatus.values()) {
            assertThat(status.mayBecome(next))
                    .as("%s to %s", status, next)
                    .isEqualTo(stepsFrom(status).contains(next));
        }
    }

    @ParameterizedTest
    @EnumSource
    void status_is_terminal_exactly_if_it_may_become_no_other(JobStatus status) {
        assertThat(status.isTerminal()).isEqualTo(stepsFrom(status).isEmpty());
    }
}
