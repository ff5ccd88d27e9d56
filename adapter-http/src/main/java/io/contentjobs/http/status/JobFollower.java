package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends each change of a job to a stream until the job ends. Stops earlier if the job can no longer be reported, or if
 * the server ends all waiting. Continues while the store is unavailable.
 */
final class JobFollower {
    private final AwaitJobStatus waiting;
    private final WaiterLimit limit;
    private final Duration heartbeat;
    private final Duration outagePause;

    JobFollower(AwaitJobStatus waiting, WaiterLimit limit, ResourceOptions options) {
        this.waiting = waiting;
        this.limit = limit;
        this.heartbeat = options.heartbeat();
        this.outagePause = options.outagePause();
    }

    /**
     * Blocks until the stream is complete.
     *
     * @param stream a stream with its first event, of a job that has not ended
     * @throws IOException if the client has disconnected, or does not read
     * @throws InterruptedException if the thread is interrupted
     */
    void follow(JobId id, EventStream stream) throws IOException, InterruptedException {
        boolean more = true;
        while (more && !limit.isClosed()) {
            try {
                more = next(id, stream);
            } catch (StoreUnavailableException away) {
                Thread.sleep(outagePause.toMillis());
                stream.heartbeat();
            } catch (RuntimeException failure) {
                ErrorReplies.logUnforeseen(id, failure);
                return;
            }
        }
    }

    /** Sends the next change or, if there is none for long, a heartbeat. Returns whether there may be more changes. */
    private boolean next(JobId id, EventStream stream) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        JobReport report = waiting.await(id, stream::isNews, heartbeat);
        if (stream.isNews(report)) {
            stream.tell(report);
            return !report.status().isTerminal();
        }
        if (System.nanoTime() - begin < heartbeat.toNanos()) {
            return false;
        }
        stream.heartbeat();
        return true;
    }
}
