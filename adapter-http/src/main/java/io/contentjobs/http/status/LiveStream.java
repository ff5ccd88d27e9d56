package io.contentjobs.http.status;

import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a job in progress: sends each change until the job has ended, and heartbeats meanwhile. One write is in
 * progress at a time. It ends earlier if the client has disconnected or does not read, if the job can no longer be
 * reported, or if the server is stopping. An outage of the store does not end it.
 */
final class LiveStream extends HeldRequest {
    private static final int OK = 200;

    private final WaiterLimit limit;
    private final long heartbeatNanos;
    private final StatusSink sink;
    private final EventStream events;
    private final JobReport first;
    private final Queue<JobReport> news = new ArrayDeque<>(2);
    private boolean writing;
    private boolean ending;

    /** @param ending whether the stream ends after its beginning */
    LiveStream(
            Context context,
            long heartbeatNanos,
            JobId id,
            JobReport first,
            EventStream events,
            StatusSink sink,
            Executor executor,
            Runnable returnPermit,
            boolean ending) {
        super(context, id, executor, returnPermit);
        this.limit = context.limit();
        this.heartbeatNanos = heartbeatNanos;
        this.sink = sink;
        this.events = events;
        this.first = first;
        this.ending = ending;
    }

    @Override
    void start() {
        follow(sink.begin(events.beginning(first)), first);
        if (ending) {
            return;
        }
        try {
            subscribe(first);
            scheduleHeartbeat();
        } catch (RuntimeException | Error failure) {
            end(failure);
        }
    }

    @Override
    void onReport(JobReport report) {
        news.add(report);
        ending |= report.status().isTerminal() || limit.isClosed();
        writeNext();
    }

    @Override
    void onFailure(JobException failure) {
        end(failure);
    }

    @Override
    void onStop() {
        try {
            news.add(lookUp());
            ending = true;
            writeNext();
        } catch (RuntimeException | Error failure) {
            end(failure);
        }
    }

    private void end(Throwable failure) {
        ErrorReplies.logUnforeseen(id(), failure);
        ending = true;
        writeNext();
    }

    private void scheduleHeartbeat() {
        schedule(this::beat, heartbeatNanos);
    }

    /** Sends no heartbeat while another write is in progress. */
    private void beat() {
        ending |= limit.isClosed();
        if (!writing) {
            follow(sink.write(EventStream.HEARTBEAT), null);
        }
        scheduleHeartbeat();
    }

    private void writeNext() {
        while (!writing && !news.isEmpty()) {
            JobReport next = news.remove();
            if (events.isNews(next)) {
                follow(sink.write(events.event(next)), next);
            }
        }
        if (!writing && ending) {
            complete(facts());
        }
    }

    /** @param told the report that is being written; null for a heartbeat */
    private void follow(CompletionStage<?> write, @Nullable JobReport told) {
        writing = true;
        var unused = write.whenComplete((done, failure) -> execute(() -> onWritten(told, failure)));
    }

    private void onWritten(@Nullable JobReport told, @Nullable Throwable failure) {
        writing = false;
        if (failure != null) {
            // The client has disconnected or does not read, and the sink has handled it.
            complete(facts());
            return;
        }
        if (told != null) {
            events.sent(told);
        }
        writeNext();
    }

    private Facts facts() {
        return new Facts(OK, Delivery.STREAM, events.told(), null);
    }
}
