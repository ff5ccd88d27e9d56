package io.contentjobs.domain;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of a job as a client sees it.
 *
 * <p>JSON mappers that know records and getters, as Jackson does, write each report with its {@code status}:
 *
 * <pre>{@code
 * {"status":"PENDING","overdueAt":null}
 * {"status":"COMPLETED","imageUrls":{"simple":"…","fancy":"…","trendy":"…"}}
 * {"status":"FAILED","error":"…"}
 * }</pre>
 *
 * <p>{@code overdueAt} is an {@link Instant}: Jackson 2 writes it with its module for {@code java.time}. These are not the bodies
 * of the HTTP contract.
 */
public sealed interface JobReport {
    /** Returns the job's status. */
    JobStatus status();

    /** Returns {@link #status()}, for JSON mappers: they find getters, but no method of a record that is not a component. */
    default JobStatus getStatus() {
        return status();
    }

    /**
     * Calls the function for this kind of report and returns its result, which may be null if the functions return null. A
     * new kind of report breaks the build of every caller.
     */
    <R extends @Nullable Object> R match(
            Function<? super InProgress, ? extends R> inProgress,
            Function<? super Completed, ? extends R> completed,
            Function<? super Failed, ? extends R> failed);

    /**
     * The job has not ended: the client asks again.
     *
     * @param status PENDING or PROCESSING
     * @param overdueAt the last moment at which the job is reported as in progress: later the report is {@link Failed},
     *     although the record is unchanged; null if the job never becomes overdue
     */
    record InProgress(JobStatus status, @Nullable Instant overdueAt) implements JobReport {
        /** @throws IllegalArgumentException if {@code status} is terminal */
        public InProgress {
            if (status.isTerminal()) {
                throw new IllegalArgumentException(status + " is not in progress");
            }
        }

        /** Makes the report on a job in progress that never becomes overdue. */
        public InProgress(JobStatus status) {
            this(status, null);
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return inProgress.apply(this);
        }
    }

    /**
     * The job has ended with images.
     *
     * @param imageUrls the URLs of the images
     */
    record Completed(ImageUrls imageUrls) implements JobReport {
        @Override
        public JobStatus status() {
            return JobStatus.COMPLETED;
        }

        @Override
        public <R extends @Nullable Object> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return completed.apply(this);
        }
    }

    /**
     * The job has ended with an error.
     *
     * @param error the error message for users, at most {@value #MAX_ERROR_LENGTH} Unicode code points
     */
    record Failed(String error) implements JobReport {
        /** The error of a failed job without a recorded error. */
        public static final String UNKNOWN_ERROR = "이미지 생성 실패";

        /** The maximum length of an error in Unicode code points. */
        public static final int MAX_ERROR_LENGTH = 4096;

        private static final String ELLIPSIS = "…";

        /** Cuts a longer error to the maximum length; it then ends with an ellipsis. */
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
        public <R extends @Nullable Object> R match(
                Function<? super InProgress, ? extends R> inProgress,
                Function<? super Completed, ? extends R> completed,
                Function<? super Failed, ? extends R> failed) {
            return failed.apply(this);
        }
    }
}
