package io.contentjobs.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What a client is told of a job, as JSON and its entity tag. Those of jobs in progress, which are most polls, are made
 * once.
 */
final class Representation {
    private static final Representation PENDING = ofJobThatIs(JobStatus.PENDING);
    private static final Representation PROCESSING = ofJobThatIs(JobStatus.PROCESSING);

    private final byte[] body;
    private final String etag;
    private final Answer whole;
    private final Answer notModified;

    private Representation(AnswerOutcome outcome, String json, boolean askAgain) {
        body = json.getBytes(StandardCharsets.UTF_8);
        etag = EntityTag.of(body);
        HttpField etagField = new PreEncodedHttpField(HttpHeader.ETAG, etag);
        whole = Answer.ok(outcome, body, etagField, askAgain);
        notModified = Answer.notModified(body, etagField, askAgain);
    }

    static Representation of(JobReport report) {
        return report.match(Representation::inProgress, Representation::completed, Representation::failed);
    }

    /** Returns it whole, or that it has not changed if {@code request} says that the client has it. */
    Answer answerTo(HttpFields request) {
        return isKnownTo(request) ? notModified : whole;
    }

    /** Tells whether {@code request} says that the client has it. */
    boolean isKnownTo(HttpFields request) {
        return IfNoneMatch.names(request, etag);
    }

    /** Returns what the whole says. */
    AnswerOutcome outcome() {
        return whole.outcome();
    }

    /** Returns the tag, quotes included. */
    String etag() {
        return etag;
    }

    /** Returns the JSON as UTF-8; it is not a copy. */
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
        return new Representation(AnswerOutcome.COMPLETED, json.toString(), false);
    }

    private static Representation failed(JobReport.Failed report) {
        StringBuilder json = new StringBuilder(256).append("{\"status\":\"FAILED\",\"error\":\"");
        escape(report.error(), json).append("\",\"message\":\"다시 시도해주세요\"}");
        return new Representation(AnswerOutcome.FAILED, json.toString(), false);
    }

    private static Representation ofJobThatIs(JobStatus status) {
        return new Representation(
                AnswerOutcome.of(status), "{\"status\":\"" + status + "\",\"message\":\"이미지 생성 중입니다\"}", true);
    }

    /** A lone surrogate, which UTF-8 cannot say, passes here and becomes a '?' when the whole is encoded. */
    private static StringBuilder escape(String text, StringBuilder json) {
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json;
    }
}
