package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers those who wait: once there is news for them, their time is up, or they have gone. Where there is no seat for
 * them they are answered at once.
 */
final class HeldAnswers {
    private final GetJobStatus jobs;
    private final AwaitJobStatus waiting;
    private final long maxSeconds;
    private final WaitingRoom room;
    private final ClientWatch clients;
    private final AnswerSender sender;

    HeldAnswers(
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            Duration maxWait,
            WaitingRoom room,
            ClientWatch clients,
            AnswerSender sender) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.maxSeconds = maxWait.toSeconds();
        this.room = room;
        this.clients = clients;
        this.sender = sender;
    }

    /** Blocks for as long as the client waits, and answers. An answer that is no error tells what was granted. */
    void serve(JobId id, long wantedSeconds, Request request, Response response, Callback callback) {
        long seconds = Math.min(wantedSeconds, maxSeconds);
        boolean seated = seconds > 0 && room.enter();
        Answer answer = answer(id, seconds, seated, request, response);
        AnswerManner whenUnseated = seconds > 0 ? AnswerManner.SHED : AnswerManner.POLL;
        sender.send(answer, seated ? AnswerManner.WAIT : whenUnseated, request, response, callback);
    }

    private Answer answer(JobId id, long seconds, boolean seated, Request request, Response response) {
        try {
            JobReport report = seated ? await(id, seconds, request, response) : jobs.getJobStatus(id);
            response.getHeaders().put("Preference-Applied", "wait=" + (seated ? seconds : 0));
            return Representation.of(report).answerTo(request.getHeaders());
        } catch (RuntimeException failure) {
            return ErrorAnswers.of(id, failure);
        } finally {
            if (seated) {
                room.leave();
            }
        }
    }

    private JobReport await(JobId id, long seconds, Request request, Response response) {
        boolean mayAskMore = !hasBody(request.getHeaders());
        if (!mayAskMore) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        WatchedClient client = clients.begin(request.getConnectionMetaData().getConnection(), mayAskMore);
        try {
            return waiting.await(id, newsTo(request.getHeaders()), Duration.ofSeconds(seconds));
        } catch (StoreUnavailableException failure) {
            if (!client.end()) {
                throw failure;
            }
            // It may have said that it will send no more and still listen.
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
            return jobs.getJobStatus(id);
        } finally {
            client.end();
        }
    }

    /** What follows such a request is not the next one, and nobody wants it. */
    private static boolean hasBody(HttpFields request) {
        return request.contains(HttpHeader.TRANSFER_ENCODING) || request.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /** Who says what they have waits for something else, who does not, for the end, which is always enough. */
    private static Predicate<JobReport> newsTo(HttpFields request) {
        return request.contains(HttpHeader.IF_NONE_MATCH)
                ? report -> !Representation.of(report).isKnownTo(request)
                : report -> false;
    }
}
