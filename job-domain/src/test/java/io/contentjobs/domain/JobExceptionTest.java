package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class JobExceptionTest {
    @Test
    void codes_are_those_of_the_contract() {
        assertThat(Arrays.stream(ErrorCode.values()).map(code -> code + " " + code.code()))
                .containsExactly(
                        "JOB_NOT_FOUND JOB_001",
                        "MALFORMED_JOB_ID JOB_002",
                        "IMAGES_GONE JOB_003",
                        "RECORD_UNREADABLE JOB_004",
                        "STORE_UNAVAILABLE JOB_005");
    }

    @Test
    void job_that_is_not_found_is_named() {
        assertThat(new JobNotFoundException(new JobId("job-1")))
                .returns(ErrorCode.JOB_NOT_FOUND, JobException::code)
                .returns("job-1", JobException::subject)
                .hasMessage("No job job-1")
                .hasNoCause();
    }

    @Test
    void draft_whose_images_are_gone_is_named() {
        assertThat(new ImagesGoneException(new EventDraftId("draft-1")))
                .returns(ErrorCode.IMAGES_GONE, JobException::code)
                .returns("draft-1", JobException::subject)
                .hasMessage("No images of event draft draft-1")
                .hasNoCause();
    }

    @Test
    void unreadable_record_is_named_with_its_problem() {
        assertThat(new RecordUnreadableException("job:job-1", "unknown status"))
                .returns(ErrorCode.RECORD_UNREADABLE, JobException::code)
                .returns("job:job-1", JobException::subject)
                .hasMessage("job:job-1: unknown status")
                .hasNoCause();
    }

    @Test
    void unavailable_store_is_told_with_its_cause() {
        Exception cause = new Exception("refused");

        assertThat(new StoreUnavailableException("job:job-1", "no connection", cause))
                .returns(ErrorCode.STORE_UNAVAILABLE, JobException::code)
                .returns("job:job-1", JobException::subject)
                .hasMessage("job:job-1: no connection")
                .hasCause(cause);
        assertThat(new StoreUnavailableException("job:job-1", "no connection", null))
                .hasNoCause();
    }

    @Test
    void exceptions_cost_no_stack_trace() {
        JobException exception = new JobNotFoundException(new JobId("job-1"));
        exception.addSuppressed(new Exception("kept by no one"));

        assertThat(exception.getStackTrace()).isEmpty();
        assertThat(exception.getSuppressed()).isEmpty();
    }
}
