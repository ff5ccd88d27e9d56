package io.contentjobs.http.contract;

import static io.contentjobs.http.testing.Requests.pathOf;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.http.testing.RawResponse;

/** The jobs that a client may ask for, each with the answer to a poll. */
public enum JobCase {
    PENDING(200, "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\"}"),
    PROCESSING(200, "{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}"),
    COMPLETED(
            200,
            "{\"status\":\"COMPLETED\",\"imageUrls\":{\"simple\":\"https://c.example/s\","
                    + "\"fancy\":\"https://c.example/f\",\"trendy\":\"https://c.example/t\"}}"),
    FAILED(
            200,
            "{\"status\":\"FAILED\",\"error\":\"out of \\\"memory\\\" \\\\ 메모리 부족\\u0001\\t😀\","
                    + "\"message\":\"다시 시도해주세요\"}"),
    FAILED_WITHOUT_ERROR(200, "{\"status\":\"FAILED\",\"error\":\"이미지 생성 실패\",\"message\":\"다시 시도해주세요\"}"),
    UNKNOWN(404, "{\"code\":\"JOB_001\",\"message\":\"Job을 찾을 수 없습니다\"}"),
    MALFORMED_ID(400, "{\"code\":\"JOB_002\",\"message\":\"jobId 형식이 올바르지 않습니다\"}"),
    IMAGES_GONE(410, "{\"code\":\"JOB_003\",\"message\":\"이미지가 만료되었습니다\"}"),
    UNREADABLE(500, "{\"code\":\"JOB_004\",\"message\":\"Job 데이터를 읽을 수 없습니다\"}"),
    STORE_DOWN(503, "{\"code\":\"JOB_005\",\"message\":\"잠시 후 다시 시도해주세요\"}");

    private final int status;
    private final String body;

    JobCase(int status, String body) {
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Returns the JSON text of the answer. */
    public String body() {
        return body;
    }

    public boolean isError() {
        return status != 200;
    }

    /** Returns whether the answer may be another one soon, so that the client should ask again. */
    public boolean isRetried() {
        return this == PENDING || this == PROCESSING || this == STORE_DOWN;
    }

    /** Makes a job of this case, and returns the path of its status. */
    public String path(StoredJobs jobs) {
        return switch (this) {
            case PENDING -> pathOf(jobs.pending());
            case PROCESSING -> pathOf(jobs.processing());
            case COMPLETED -> pathOf(jobs.completed());
            case FAILED -> pathOf(jobs.failed("out of \"memory\" \\ 메모리 부족\u0001\t😀"));
            case FAILED_WITHOUT_ERROR -> pathOf(jobs.failed());
            case UNKNOWN, STORE_DOWN -> pathOf(Jobs.id());
            case MALFORMED_ID -> "/api/content/jobs/no:id/status";
            case IMAGES_GONE -> pathOf(jobs.completedWithoutImages());
            case UNREADABLE -> pathOf(jobs.unreadable());
        };
    }

    StatusClient client(ContractSubject subject) {
        return this == STORE_DOWN ? subject.clientOnAStoreThatIsDown() : subject.client();
    }

    /** Polls a new job of this case. */
    RawResponse poll(ContractSubject subject, String... headers) {
        return client(subject).send("GET", path(subject.jobs()), headers);
    }
}
