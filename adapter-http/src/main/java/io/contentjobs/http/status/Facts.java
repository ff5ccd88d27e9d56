package io.contentjobs.http.status;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the resource has answered.
 *
 * @param status RFC 9110, section 15
 * @param job the status that the client was told, the last one if it was a stream; null if it was told none
 * @param error what is wrong with the job; null if nothing is, or if the request or the server is at fault
 */
public record Facts(
        int status,
        Delivery delivery,
        @Nullable JobStatus job,
        @Nullable ErrorCode error) {
    /** Returns what there is to say of a reply. */
    public static Facts of(StatusReply reply, Delivery delivery) {
        return new Facts(reply.status(), delivery, reply.job(), reply.error());
    }
}
