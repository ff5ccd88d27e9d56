package io.contentjobs.http.status;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a response of the resource.
 *
 * @param status RFC 9110, section 15
 * @param job the status that the client got, for a stream the last one; null if it got none
 * @param error the error of the job; null if there is none, or if the error concerns the request or the server
 */
public record Facts(
        int status,
        Delivery delivery,
        @Nullable JobStatus job,
        @Nullable ErrorCode error) {
    /** Returns the facts about a reply. */
    public static Facts of(StatusReply reply, Delivery delivery) {
        return new Facts(reply.status(), delivery, reply.job(), reply.error());
    }
}
