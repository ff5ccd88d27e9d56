package io.contentjobs.http.status;

import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.concurrent.Executor;

/** One wait that has a permit. */
final class LongPoll extends HeldRequest {
    private final LongPolls polls;
    private final Wait wait;
    private final Responder responder;
    private JobReport known;

    /** @param known the report of the first look-up, which is not enough */
    LongPoll(LongPolls polls, JobId id, Wait wait, JobReport known, Responder responder, Executor executor) {
        super(id, polls.timers(), executor, polls.limit()::release);
        this.polls = polls;
        this.wait = wait;
        this.known = known;
        this.responder = responder;
    }

    @Override
    void start() {
        try {
            subscribe(polls.waiting(), known);
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
            reply = wait.reply(polls.jobs().getJobStatus(id()));
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
            reply = wait.reply(polls.jobs().getJobStatus(id()));
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
