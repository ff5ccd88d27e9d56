package io.contentjobs.domain;

/**
 * The stored record is invalid: e.g. it has an unknown status, lacks a URL, or is of another type. Repeating the call does not
 * help. Look at the record that the message names, and at the service that wrote it.
 */
public final class RecordUnreadableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the id of the job, or of the draft whose images are invalid
     * @param problem why the record is invalid; contains no stored value, since it may be private or hostile
     */
    public RecordUnreadableException(String subject, String problem) {
        this(subject, subject, problem);
    }

    /**
     * @param subject the id of the job, or of the draft whose images are invalid
     * @param record the store's own name of the record, e.g. its key, for the message
     * @param problem why the record is invalid; contains no stored value, since it may be private or hostile
     */
    public RecordUnreadableException(String subject, String record, String problem) {
        super(ErrorCode.RECORD_UNREADABLE, subject, record + ": " + problem, null);
    }
}
