package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers clients that wait, once there is news for them or their time is up. Nobody looks whether a client is still there
 * meanwhile: at the latest its time is up. A client for whom there is no seat is answered at once.
 */
final class HeldAnswers {
    private final GetJobStatus jobs;
    private final AwaitJobStatus waiting;
    private final long maxSeconds;
    private final WaitingRoom room;
    private final AnswerSender sender;

    HeldAnswers(GetJobStatus jobs, AwaitJobStatus waiting, Duration maxWait, WaitingRoom room, AnswerSender sender) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.maxSeconds = maxWait.toSeconds();
        this.room = room;
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
            JobReport report = seated ? await(id, seconds, request) : jobs.getJobStatus(id);
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

    private JobReport await(JobId id, long seconds, Request request) {
        return waiting.await(id, newsTo(request.getHeaders()), Duration.ofSeconds(seconds));
    }

    /** Who says what they have waits for something else, who does not, for the end, which is always enough. */
    private static Predicate<JobReport> newsTo(HttpFields request) {
        return request.contains(HttpHeader.IF_NONE_MATCH)
                ? report -> !Representation.of(report).isKnownTo(request)
                : report -> false;
    }
}
