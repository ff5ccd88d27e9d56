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
    void verdict_has_the_outcome_and_the_present_status(JobStatus current) {
        assertThat(Verdict.applied(current)).isEqualTo(new Verdict(Outcome.APPLIED, current));
        for (JobStatus next : JobStatus.values()) {
            assertThat(Verdict.unchanged(current, next))
                    .as("%s to %s", current, next)
                    .isEqualTo(new Verdict(current == next ? Outcome.REPEATED : Outcome.REFUSED, current));
        }
    }

    @Test
    void only_the_verdict_not_found_has_no_status() {
        assertThat(Verdict.NOT_FOUND).isEqualTo(new Verdict(Outcome.NOT_FOUND, null));
        for (Outcome outcome : Outcome.values()) {
            JobStatus wrong = outcome == Outcome.NOT_FOUND ? JobStatus.FAILED : null;
            assertThatThrownBy(() -> new Verdict(outcome, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(outcome + " with status " + wrong);
        }
    }
}
