package io.contentjobs.http;

import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errors that clients are told of. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String LATER = "잠시 후 다시 시도해주세요";
    private static final Answer JOB_NOT_FOUND = job(404, ErrorCode.JOB_NOT_FOUND, "Job을 찾을 수 없습니다");
    private static final Answer MALFORMED_JOB_ID = job(400, ErrorCode.MALFORMED_JOB_ID, "jobId 형식이 올바르지 않습니다");
    private static final Answer IMAGES_GONE = job(410, ErrorCode.IMAGES_GONE, "이미지가 만료되었습니다");
    private static final Answer RECORD_UNREADABLE = job(500, ErrorCode.RECORD_UNREADABLE, "Job 데이터를 읽을 수 없습니다");
    private static final Answer STORE_UNAVAILABLE = job(503, ErrorCode.STORE_UNAVAILABLE, LATER);
    private static final Answer NO_PLACE =
            Answer.error(AnswerOutcome.NO_PLACE, 503, ErrorCode.STORE_UNAVAILABLE.code(), LATER);

    private ErrorAnswers() {}

    static Answer of(ErrorCode code) {
        return switch (code) {
            case JOB_NOT_FOUND -> JOB_NOT_FOUND;
            case MALFORMED_JOB_ID -> MALFORMED_JOB_ID;
            case IMAGES_GONE -> IMAGES_GONE;
            case RECORD_UNREADABLE -> RECORD_UNREADABLE;
            case STORE_UNAVAILABLE -> STORE_UNAVAILABLE;
        };
    }

    /** Returns what is said where nobody more can be kept: to the client the same as an overloaded store. */
    static Answer noPlace() {
        return NO_PLACE;
    }

    /** Returns what is said where that job could not be reported on; what nobody foresaw is logged. */
    static Answer of(JobId id, RuntimeException failure) {
        logUnforeseen(id, failure);
        return failure instanceof JobException foreseen
                ? of(foreseen.code())
                : ofHttp(HttpStatus.INTERNAL_SERVER_ERROR_500);
    }

    static void logUnforeseen(JobId id, RuntimeException failure) {
        if (!(failure instanceof JobException)) {
            LOG.error("Job {} could not be reported on", id, failure);
        }
    }

    /** Returns what is said where the request or the server, not a job, is at fault. */
    static Answer ofHttp(int status) {
        AnswerOutcome outcome = HttpStatus.isServerError(status) ? AnswerOutcome.BROKEN : AnswerOutcome.REFUSED;
        return Answer.error(outcome, status, "HTTP_" + status, message(status));
    }

    private static String message(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "잘못된 요청입니다";
            case HttpStatus.FORBIDDEN_403 -> "허용되지 않는 요청입니다";
            case HttpStatus.NOT_FOUND_404 -> "요청한 경로를 찾을 수 없습니다";
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> "허용되지 않는 메서드입니다";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "요청 시간이 초과되었습니다";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "요청 본문이 너무 큽니다";
            case HttpStatus.URI_TOO_LONG_414 -> "요청 URI가 너무 깁니다";
            case HttpStatus.EXPECTATION_FAILED_417 -> "지원하지 않는 Expect 헤더입니다";
            case HttpStatus.MISDIRECTED_REQUEST_421 -> "이 서버가 응답하지 않는 호스트입니다";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "요청 헤더가 너무 큽니다";
            case HttpStatus.NOT_IMPLEMENTED_501 -> "지원하지 않는 기능입니다";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> LATER;
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "지원하지 않는 HTTP 버전입니다";
            default -> HttpStatus.isServerError(status) ? "서버 오류가 발생했습니다" : "요청을 처리할 수 없습니다";
        };
    }

    private static Answer job(int status, ErrorCode code, String message) {
        return Answer.error(AnswerOutcome.of(code), status, code.code(), message);
    }
}
