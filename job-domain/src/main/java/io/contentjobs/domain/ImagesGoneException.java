package io.contentjobs.domain;

/** The job is COMPLETED, but its images have expired. */
public final class ImagesGoneException extends JobException {
    private static final long serialVersionUID = 1L;

    /** @param eventDraftId the draft that has no images */
    public ImagesGoneException(EventDraftId eventDraftId) {
        super(ErrorCode.IMAGES_GONE, eventDraftId.value(), "No images of event draft " + eventDraftId, null);
    }
}
