package io.contentjobs.domain;

/** The stored record is invalid: e.g. it has an unknown status, lacks a URL, or is of another type. */
public final class RecordUnreadableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the store's own name of the record, e.g. its key
     * @param problem why the record is invalid; contains no stored value, since it may be private or hostile
     */
    public RecordUnreadableException(String subject, String problem) {
        super(ErrorCode.RECORD_UNREADABLE, subject, subject + ": " + problem, null);
    }
}
