package io.contentjobs.domain;

/** The error codes that clients receive. They are part of the HTTP contract and never change. */
public enum ErrorCode {
    /** The job does not exist, or has expired. */
    JOB_NOT_FOUND("JOB_001"),
    /** The requested job id does not have the syntax of {@link JobId}. */
    MALFORMED_JOB_ID("JOB_002"),
    /** The job is COMPLETED, but its images have expired. */
    IMAGES_GONE("JOB_003"),
    /** The stored record is invalid. */
    RECORD_UNREADABLE("JOB_004"),
    /** The store does not answer: it is down, too slow or overloaded. */
    STORE_UNAVAILABLE("JOB_005");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** Returns the code that clients receive, e.g. {@code JOB_001}. */
    public String code() {
        return code;
    }
}
