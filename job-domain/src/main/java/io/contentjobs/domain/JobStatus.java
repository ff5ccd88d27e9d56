package io.contentjobs.domain;

/** How far a job is: {@code PENDING → PROCESSING → COMPLETED | FAILED}, where steps may be left out but never undone. */
public enum JobStatus {
    /** Submitted; no worker has started it. */
    PENDING,
    /** A worker is at it. */
    PROCESSING,
    /** Ended with images. */
    COMPLETED,
    /** Ended with an error. */
    FAILED;

    /** Tells whether the job has ended; an ended job's status never changes. */
    public boolean isTerminal() {
        return switch (this) {
            case PENDING, PROCESSING -> false;
            case COMPLETED, FAILED -> true;
        };
    }

    /** Tells whether a job in this status may change to {@code next}; never to the status it has. */
    public boolean mayBecome(JobStatus next) {
        return !isTerminal() && next.compareTo(this) > 0;
    }
}
