package io.contentjobs.domain;

/** The codes under which clients know what went wrong. They are part of the contract and never change. */
public enum ErrorCode {
    /** No such job, or it has expired. */
    JOB_NOT_FOUND("JOB_001"),
    /** The job id has a syntax that no job id has. */
    MALFORMED_JOB_ID("JOB_002"),
    /** The job is COMPLETED, but its images have expired. */
    IMAGES_GONE("JOB_003"),
    /** What the store holds of the job makes no sense. */
    RECORD_UNREADABLE("JOB_004"),
    /** The store cannot be asked now: it is away, too slow or overloaded. */
    STORE_UNAVAILABLE("JOB_005");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** Returns the code as clients read it, e.g. {@code JOB_001}. */
    public String code() {
        return code;
    }
}
