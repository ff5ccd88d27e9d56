package io.contentjobs.http.status;

import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.IfNoneMatch;
import io.contentjobs.http.headers.RequestHeaders;
import java.util.concurrent.Executor;

/** One wait that has a permit. */
final class LongPoll extends HeldRequest {
    private final Wait wait;
    private final Responder responder;
    private JobReport known;

    /**
     * What a request that waits asks for.
     *
     * @param seconds how long it waits at most
     * @param deadline when this time is over, as {@link System#nanoTime()}
     */
    record Wait(long seconds, long deadline, RequestHeaders headers) {
        /** With {@code If-None-Match} any other state ends the wait; without it only the end of the job does. */
        boolean isEnough(JobReport report) {
            if (report.status().isTerminal()) {
                return true;
            }
            return !headers.valuesOf(IfNoneMatch.NAME).isEmpty()
                    && !Representation.of(report).isKnownTo(headers);
        }

        /** Returns the response after the wait. */
        StatusReply reply(JobReport report) {
            return reply(report, seconds);
        }

        /** Returns the response without a wait. */
        StatusReply replyAtOnce(JobReport report) {
            return reply(report, 0);
        }

        private StatusReply reply(JobReport report, long allowed) {
            return Representation.of(report).replyTo(headers).with(Header.of("Preference-Applied", "wait=" + allowed));
        }
    }

    /** @param known the report of the first look-up, which is not enough */
    LongPoll(Context context, JobId id, Wait wait, JobReport known, Responder responder, Executor executor) {
        super(context, id, executor, context.limit()::release);
        this.wait = wait;
        this.known = known;
        this.responder = responder;
    }

    @Override
    void start() {
        try {
            subscribe(known);
            schedule(this::onTimeUp, wait.deadline() - System.nanoTime());
        } catch (RuntimeException | Error failure) {
            send(ErrorReplies.of(id(), failure));
        }
    }

    @Override
    void onReport(JobReport report) {
        known = report;
        if (wait.isEnough(report)) {
            send(wait.reply(report));
        }
    }

    @Override
    void onFailure(JobException failure) {
        send(ErrorReplies.of(id(), failure));
    }

    /** Answers with the present state, or with the last known one if there is none for now. */
    @Override
    void onStop() {
        StatusReply reply;
        try {
            reply = wait.reply(lookUp());
        } catch (StoreUnavailableException | JobNotFoundException | ImagesGoneException none) {
            reply = wait.reply(known);
        } catch (RuntimeException | Error failure) {
            reply = ErrorReplies.of(id(), failure);
        }
        send(reply);
    }

    private void onTimeUp() {
        StatusReply reply;
        try {
            reply = wait.reply(lookUp());
        } catch (RuntimeException | Error failure) {
            reply = ErrorReplies.of(id(), failure);
        }
        send(reply);
    }

    /** Returns the permit first: when the client has the response, it may wait again. */
    private void send(StatusReply reply) {
        release();
        complete(responder.send(reply, Delivery.WAIT));
    }
}
