package io.contentjobs.domain;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a client is told of a job. */
public sealed interface JobReport {
    /** Returns the status that this report tells. */
    JobStatus status();

    /** Returns what the function for this kind of report makes of it; a new kind breaks every caller's build. */
    <R> R match(
            Function<? super InProgress, ? extends R> inProgress,
            Function<? super Completed, ? extends R> completed,
            Function<? super Failed, ? extends R> failed);

    /**
     * The job has not ended: ask again.
     *
     * @param status PENDING or PROCESSING
     * @param overdueAt the last moment at which the job is reported as in progress: after it the report is {@link Failed},
     *     although nobody has changed the record; null where there is no such moment
     */
    record InProgress(JobStatus status, @Nullable Instant overdueAt) implements JobReport {
        /** @throws IllegalArgumentException if {@code status} is terminal */
        public InProgress {
            if (status.isTerminal()) {
                throw new IllegalArgumentException(status + " is not in progress");
            }
        }

        /** A job in progress that never becomes overdue. */
        public InProgress(JobStatus status) {
            this(status, null);
        }

        @Override
        public <R> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return inProgress.apply(this);
        }
    }

    /**
     * The job has ended well.
     *
     * @param imageUrls where its images are
     */
    record Completed(ImageUrls imageUrls) implements JobReport {
        @Override
        public JobStatus status() {
            return JobStatus.COMPLETED;
        }

        @Override
        public <R> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return completed.apply(this);
        }
    }

    /**
     * The job has ended without a result.
     *
     * @param error why, in words for a user
     */
    record Failed(String error) implements JobReport {
        /** What is told where a job failed and nobody recorded why. */
        public static final String UNKNOWN_ERROR = "이미지 생성 실패";

        /** The most characters (Unicode code points) that an error has. */
        public static final int MAX_ERROR_LENGTH = 4096;

        private static final String ELLIPSIS = "…";

        /** A longer error is cut, and ends in an ellipsis. */
        public Failed {
            if (error.length() > MAX_ERROR_LENGTH && error.codePointCount(0, error.length()) > MAX_ERROR_LENGTH) {
                error = error.substring(0, error.offsetByCodePoints(0, MAX_ERROR_LENGTH - 1)) + ELLIPSIS;
            }
        }

        @Override
        public JobStatus status() {
            return JobStatus.FAILED;
        }

        @Override
        public <R> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return failed.apply(this);
        }
    }
}
