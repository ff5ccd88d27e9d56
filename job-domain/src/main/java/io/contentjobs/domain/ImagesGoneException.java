package io.contentjobs.domain;

/**
 * The job is COMPLETED, but its images have expired. If they should exist, look at the worker: it must store the images
 * before the status, and under the job's event draft.
 */
public final class ImagesGoneException extends JobException {
    private static final long serialVersionUID = 1L;

    /** @param eventDraftId the draft that has no images */
    public ImagesGoneException(EventDraftId eventDraftId) {
        super(
                ErrorCode.IMAGES_GONE,
                eventDraftId.value(),
                "No images of event draft " + eventDraftId + ": they have expired, or were never stored",
                null);
    }
}
