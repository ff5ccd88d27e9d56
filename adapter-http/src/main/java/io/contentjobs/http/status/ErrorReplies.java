package io.contentjobs.http.status;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.headers.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The error responses. */
public final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);
    private static final String LATER = "잠시 후 다시 시도해주세요";
    private static final StatusReply JOB_NOT_FOUND = job(404, ErrorCode.JOB_NOT_FOUND, "Job을 찾을 수 없습니다");
    private static final StatusReply MALFORMED_JOB_ID = job(400, ErrorCode.MALFORMED_JOB_ID, "jobId 형식이 올바르지 않습니다");
    private static final StatusReply IMAGES_GONE = job(410, ErrorCode.IMAGES_GONE, "이미지가 만료되었습니다");
    private static final StatusReply RECORD_UNREADABLE = job(500, ErrorCode.RECORD_UNREADABLE, "Job 데이터를 읽을 수 없습니다");
    private static final StatusReply STORE_UNAVAILABLE = job(503, ErrorCode.STORE_UNAVAILABLE, LATER);

    /** The response if too many clients stream. It equals the one of an overloaded store. */
    static final StatusReply OVER_CAPACITY = StatusReply.error(503, null, ErrorCode.STORE_UNAVAILABLE.code(), LATER);

    static final StatusReply METHOD_NOT_ALLOWED = ofHttp(405).with(Header.constant("Allow", "GET, HEAD"));

    private ErrorReplies() {}

    public static StatusReply of(ErrorCode code) {
        return switch (code) {
            case JOB_NOT_FOUND -> JOB_NOT_FOUND;
            case MALFORMED_JOB_ID -> MALFORMED_JOB_ID;
            case IMAGES_GONE -> IMAGES_GONE;
            case RECORD_UNREADABLE -> RECORD_UNREADABLE;
            case STORE_UNAVAILABLE -> STORE_UNAVAILABLE;
        };
    }

    /** Returns the error of an invalid request, with its own code. */
    public static StatusReply of(int status, String code, String message) {
        return StatusReply.error(status, null, escaped(code), escaped(message));
    }

    /** Returns an error that does not concern a job. */
    public static StatusReply ofHttp(int status) {
        return StatusReply.error(status, null, "HTTP_" + status, message(status));
    }

    /** Returns the error for a failed read of that job. Logs an unexpected failure. */
    public static StatusReply of(JobId id, Throwable failure) {
        logUnforeseen(id, failure);
        return failure instanceof JobException foreseen ? of(foreseen.code()) : ofHttp(500);
    }

    public static void logUnforeseen(JobId id, Throwable failure) {
        if (!(failure instanceof JobException)) {
            LOG.error("Job {} could not be reported on", id, failure);
        }
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "잘못된 요청입니다";
            case 403 -> "허용되지 않는 요청입니다";
            case 404 -> "요청한 경로를 찾을 수 없습니다";
            case 405 -> "허용되지 않는 메서드입니다";
            case 408 -> "요청 시간이 초과되었습니다";
            case 413 -> "요청 본문이 너무 큽니다";
            case 414 -> "요청 URI가 너무 깁니다";
            case 417 -> "지원하지 않는 Expect 헤더입니다";
            case 421 -> "이 서버가 응답하지 않는 호스트입니다";
            case 431 -> "요청 헤더가 너무 큽니다";
            case 501 -> "지원하지 않는 기능입니다";
            case 503 -> LATER;
            case 505 -> "지원하지 않는 HTTP 버전입니다";
            default -> status >= 500 ? "서버 오류가 발생했습니다" : "요청을 처리할 수 없습니다";
        };
    }

    private static StatusReply job(int status, ErrorCode code, String message) {
        return StatusReply.error(status, code, code.code(), message);
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
