package io.contentjobs.http.status;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;

/**
 * Tells a stream of each change of a job up to its end. It stops early where the job can no more be reported on, which the
 * client is told when it asks again, and where waiting is being ended for all. While the store is away it goes on.
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
     * Blocks until there is nothing more to tell.
     *
     * @param stream that has been told how the job is, and that this is not its end
     * @throws IOException if the client has gone, or does not read
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

    /** Tells the next change or, if there is none for long, writes a heartbeat. Returns whether there may be more to tell. */
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
