package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * The result of a status change.
 *
 * @param outcome whether the change was made, and why not
 * @param status the job's status after the call; null exactly if the outcome is NOT_FOUND
 */
public record Verdict(Outcome outcome, @Nullable JobStatus status) {
    /** Whether a change was made, and why not. */
    public enum Outcome {
        /** This call made the change. */
        APPLIED,
        /**
         * The job already had that status: the call was repeated, or a second worker made the same change. The call stored
         * nothing. So if a second worker has completed the job with other URLs, or failed it with another error, those
         * stay, and the URLs or the error of this call are dropped; {@link GetJobStatus} tells which ones are stored.
         */
        REPEATED,
        /** The job's status does not allow the change: the worker is late, or a second worker ended the job. */
        REFUSED,
        /** The store has no such job, or the job has expired. */
        NOT_FOUND
    }

    /** The verdict on a job that the store does not have. */
    public static final Verdict NOT_FOUND = new Verdict(Outcome.NOT_FOUND, null);

    /** @throws IllegalArgumentException if {@code status} is null, except for NOT_FOUND, or not null for NOT_FOUND */
    public Verdict {
        if ((status == null) != (outcome == Outcome.NOT_FOUND)) {
            throw new IllegalArgumentException(outcome + " with status " + status);
        }
    }

    /** Returns the verdict on a change to {@code next} that was made. */
    public static Verdict applied(JobStatus next) {
        return new Verdict(Outcome.APPLIED, next);
    }

    /** Returns the verdict on a change from {@code current} to {@code next} that was not made: REPEATED if they are equal, else REFUSED. */
    public static Verdict unchanged(JobStatus current, JobStatus next) {
        return new Verdict(current == next ? Outcome.REPEATED : Outcome.REFUSED, current);
    }
}
