package io.contentjobs.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer, ready to be sent any number of times. Its length is a field of its own, because HEAD and 304 tell it too. */
final class Answer {
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField REVALIDATE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-cache");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept, Prefer");
    private static final byte[] NO_BODY = {};

    private final AnswerOutcome outcome;
    private final int status;
    private final boolean askAgain;
    private final byte[] body;
    private final HttpField[] fields;

    private Answer(AnswerOutcome outcome, int status, boolean askAgain, byte[] body, HttpField... fields) {
        this.outcome = outcome;
        this.status = status;
        this.askAgain = askAgain;
        this.body = body;
        this.fields = fields;
    }

    /** Says what there is. */
    static Answer ok(AnswerOutcome outcome, byte[] json, HttpField etag, boolean askAgain) {
        return new Answer(outcome, HttpStatus.OK_200, askAgain, json, JSON, lengthOf(json), etag, REVALIDATE, VARY);
    }

    /** Says that {@code json} is what the client has: RFC 9110, section 15.4.5. */
    static Answer notModified(byte[] json, HttpField etag, boolean askAgain) {
        return new Answer(
                AnswerOutcome.NOT_MODIFIED,
                HttpStatus.NOT_MODIFIED_304,
                askAgain,
                NO_BODY,
                lengthOf(json),
                etag,
                REVALIDATE,
                VARY);
    }

    /** Says 200, and nothing more than that is in the body and the fields. */
    static Answer of(AnswerOutcome outcome, byte[] body, HttpField... fields) {
        return new Answer(outcome, HttpStatus.OK_200, false, body, fields);
    }

    /** Says that a stream would tell nothing: a client that follows the HTML Standard does not ask again. */
    static Answer noContent() {
        return new Answer(AnswerOutcome.NOT_MODIFIED, HttpStatus.NO_CONTENT_204, false, NO_BODY, REVALIDATE, VARY);
    }

    /** Says what is wrong, in the client's words; neither text needs escaping. Asking again helps where it is a 503. */
    static Answer error(AnswerOutcome outcome, int status, String code, String message) {
        byte[] json = ("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        boolean askAgain = status == HttpStatus.SERVICE_UNAVAILABLE_503;
        return new Answer(outcome, status, askAgain, json, JSON, lengthOf(json), NO_STORE, VARY);
    }

    /**
     * Sends this as the whole response. Jetty leaves the body out where the request was a HEAD.
     *
     * @param retryAfter the field that says when asking again makes sense; sent where it does
     */
    void send(Response response, HttpField retryAfter, Callback callback) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        for (HttpField field : fields) {
            headers.add(field);
        }
        if (askAgain) {
            headers.add(retryAfter);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Returns this with one more header field. */
    Answer with(HttpField field) {
        HttpField[] more = Arrays.copyOf(fields, fields.length + 1);
        more[fields.length] = field;
        return new Answer(outcome, status, askAgain, body, more);
    }

    AnswerOutcome outcome() {
        return outcome;
    }

    int status() {
        return status;
    }

    /** Returns what this says, for a route to give. */
    HttpReply asReply() {
        return HttpReply.json(status, new String(body, StandardCharsets.UTF_8));
    }

    private static HttpField lengthOf(byte[] body) {
        return new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, body.length);
    }
}
