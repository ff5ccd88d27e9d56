package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * What became of a change of status.
 *
 * @param outcome what became of it
 * @param status the status the job has now; null where there is no such job
 */
public record Verdict(Outcome outcome, @Nullable JobStatus status) {
    /** What can become of a change. */
    public enum Outcome {
        /** This call made the change. */
        APPLIED,
        /** The job had that status already: a call repeated, or a second worker that says the same. */
        REPEATED,
        /** The job's status allows no such change: a late or a second worker. */
        REFUSED,
        /** There is no such job, or it has expired. */
        NOT_FOUND
    }

    /** There is no such job. */
    public static final Verdict NOT_FOUND = new Verdict(Outcome.NOT_FOUND, null);

    /** @throws IllegalArgumentException if there is no status where there is a job, or one where there is none */
    public Verdict {
        if ((status == null) != (outcome == Outcome.NOT_FOUND)) {
            throw new IllegalArgumentException(outcome + " with status " + status);
        }
    }

    /** The change was made. */
    public static Verdict applied(JobStatus next) {
        return new Verdict(Outcome.APPLIED, next);
    }

    /** The change was not made: a job that is {@code current} was to become {@code next}, which it is or may not be. */
    public static Verdict unchanged(JobStatus current, JobStatus next) {
        return new Verdict(current == next ? Outcome.REPEATED : Outcome.REFUSED, current);
    }
}
