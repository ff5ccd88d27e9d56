package io.contentjobs.http.status;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.EntityTag;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.IfNoneMatch;
import io.contentjobs.http.headers.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** A report as JSON with its entity tag. The representations of jobs in progress, which most polls get, are made once. */
final class Representation {
    private static final Representation PENDING = ofJobThatIs(JobStatus.PENDING);
    private static final Representation PROCESSING = ofJobThatIs(JobStatus.PROCESSING);

    private final JobStatus status;
    private final byte[] body;
    private final String etag;
    private final StatusReply whole;
    private final StatusReply notModified;

    private Representation(JobStatus status, String json, BiFunction<String, String, Header> headers) {
        this.status = status;
        body = json.getBytes(StandardCharsets.UTF_8);
        etag = EntityTag.of(body);
        Header etagHeader = headers.apply("ETag", etag);
        Header length = headers.apply("Content-Length", Integer.toString(body.length));
        whole = StatusReply.ok(status, body, length, etagHeader);
        notModified = StatusReply.notModified(status, length, etagHeader);
    }

    static Representation of(JobReport report) {
        return report.match(Representation::inProgress, Representation::completed, Representation::failed);
    }

    /** Returns the whole representation, or a 304 if the client has it. */
    StatusReply replyTo(RequestHeaders request) {
        return isKnownTo(request) ? notModified : whole;
    }

    /** Tells whether the client has it, according to the request's {@code If-None-Match}. */
    boolean isKnownTo(RequestHeaders request) {
        return IfNoneMatch.names(request, etag);
    }

    JobStatus status() {
        return status;
    }

    /** Returns the tag, with quotes. */
    String etag() {
        return etag;
    }

    /** Returns the JSON as UTF-8, without a copy. */
    byte[] body() {
        return body;
    }

    private static Representation inProgress(JobReport.InProgress report) {
        return report.status() == JobStatus.PENDING ? PENDING : PROCESSING;
    }

    private static Representation completed(JobReport.Completed report) {
        ImageUrls urls = report.imageUrls();
        StringBuilder json = new StringBuilder(512).append("{\"status\":\"COMPLETED\",\"imageUrls\":{\"simple\":\"");
        escape(urls.simple(), json).append("\",\"fancy\":\"");
        escape(urls.fancy(), json).append("\",\"trendy\":\"");
        escape(urls.trendy(), json).append("\"}}");
        return new Representation(JobStatus.COMPLETED, json.toString(), Header::of);
    }

    private static Representation failed(JobReport.Failed report) {
        StringBuilder json = new StringBuilder(256).append("{\"status\":\"FAILED\",\"error\":\"");
        escape(report.error(), json).append("\",\"message\":\"다시 시도해주세요\"}");
        return new Representation(JobStatus.FAILED, json.toString(), Header::of);
    }

    private static Representation ofJobThatIs(JobStatus status) {
        String json = "{\"status\":\"" + status + "\",\"message\":\"이미지 생성 중입니다\"}";
        return new Representation(status, json, Header::constant);
    }

    /** Escapes the text. A lone surrogate stays, and becomes '?' in UTF-8. */
    private static StringBuilder escape(String text, StringBuilder json) {
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json;
    }
}
