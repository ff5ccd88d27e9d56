package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VerdictTest {
    @ParameterizedTest
    @EnumSource
    void change_that_was_made_tells_the_new_status(JobStatus next) {
        assertThat(Verdict.applied(next))
                .returns(Outcome.APPLIED, Verdict::outcome)
                .returns(next, Verdict::status);
    }

    @ParameterizedTest
    @EnumSource
    void change_that_was_not_made_tells_the_status_and_whether_it_is_the_one_wished_for(JobStatus current) {
        for (JobStatus next : JobStatus.values()) {
            assertThat(Verdict.unchanged(current, next))
                    .as("%s to %s", current, next)
                    .returns(current == next ? Outcome.REPEATED : Outcome.REFUSED, Verdict::outcome)
                    .returns(current, Verdict::status);
        }
    }

    @Test
    void only_of_a_job_that_is_not_there_is_there_no_status() {
        assertThat(Verdict.NOT_FOUND)
                .returns(Outcome.NOT_FOUND, Verdict::outcome)
                .returns(null, Verdict::status);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
    void verdict_on_a_job_has_a_status(Outcome outcome) {
        assertThatThrownBy(() -> new Verdict(outcome, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(outcome + " with status null");
    }

    @ParameterizedTest
    @EnumSource
    void job_that_is_not_found_has_no_status(JobStatus status) {
        assertThatThrownBy(() -> new Verdict(Outcome.NOT_FOUND, status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NOT_FOUND with status " + status);
    }
}
