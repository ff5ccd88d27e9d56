package io.contentjobs.examples.quarkus;

import io.contentjobs.domain.JobException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The response to each failure. An unavailable store is never a 404, after which clients would give up. */
@Provider
public class JobFailures implements ExceptionMapper<JobException> {
    @Override
    public Response toResponse(JobException failure) {
        int status =
                switch (failure.code()) {
                    case JOB_NOT_FOUND -> 404;
                    case MALFORMED_JOB_ID -> 400;
                    case IMAGES_GONE -> 410;
                    case RECORD_UNREADABLE -> 500;
                    case STORE_UNAVAILABLE -> 503;
                };
        return Response.status(status).entity(failure.code().code()).build();
    }
}
