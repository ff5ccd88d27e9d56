package io.contentjobs.domain;

import static io.contentjobs.domain.ErrorCode.IMAGES_GONE;
import static io.contentjobs.domain.ErrorCode.JOB_NOT_FOUND;
import static io.contentjobs.domain.ErrorCode.RECORD_UNREADABLE;
import static io.contentjobs.domain.ErrorCode.STORE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JobExceptionTest {
    private static final JobId ID = new JobId("job-1");
    private static final EventDraftId DRAFT = new EventDraftId("draft-1");
    private final Exception cause = new Exception("refused");

    private record Case(
            JobException exception,
            ErrorCode code,
            String subject,
            String message,
            @Nullable Throwable cause) {}

    private final List<Case> cases = List.of(
            new Case(
                    new JobNotFoundException(ID),
                    JOB_NOT_FOUND,
                    "job-1",
                    "No job job-1 in this store: it has expired, or was never submitted",
                    null),
            new Case(
                    new ImagesGoneException(DRAFT),
                    IMAGES_GONE,
                    "draft-1",
                    "No images of event draft draft-1: they have expired, or were never stored",
                    null),
            new Case(new RecordUnreadableException("key", "bad"), RECORD_UNREADABLE, "key", "key: bad", null),
            new Case(new StoreUnavailableException("key", "down", cause), STORE_UNAVAILABLE, "key", "key: down", cause),
            new Case(new StoreUnavailableException("key", "down", null), STORE_UNAVAILABLE, "key", "key: down", null),
            new Case(new RecordUnreadableException("id", "key", "bad"), RECORD_UNREADABLE, "id", "key: bad", null),
            new Case(
                    new StoreUnavailableException("id", "key", "down", cause),
                    STORE_UNAVAILABLE,
                    "id",
                    "key: down",
                    cause));

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
    void exception_has_its_code_subject_message_and_cause_but_no_stack_trace() {
        for (Case expected : cases) {
            JobException exception = expected.exception();
            exception.addSuppressed(new Exception("ignored"));

            assertThat(exception)
                    .returns(expected.code(), JobException::code)
                    .returns(expected.subject(), JobException::subject)
                    .returns(expected.cause(), JobException::getCause)
                    .hasMessage(expected.message())
                    .hasNoSuppressedExceptions();
            assertThat(exception.getStackTrace()).isEmpty();
        }
    }
}
