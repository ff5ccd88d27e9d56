package io.contentjobs.domain;

/** What the store holds makes no sense: an unknown status, partial URLs, a record of another kind. */
public final class RecordUnreadableException extends JobException {
    private static final long serialVersionUID = 1L;

    /**
     * @param subject the store's own name for the record, e.g. its key
     * @param problem what is wrong with it; never a stored value, which may be private or hostile
     */
    public RecordUnreadableException(String subject, String problem) {
        super(ErrorCode.RECORD_UNREADABLE, subject, subject + ": " + problem, null);
    }
}
