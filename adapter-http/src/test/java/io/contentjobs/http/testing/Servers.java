package io.contentjobs.http.testing;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import java.time.Duration;

/** Servers on any free port. */
public final class Servers {
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    public static final Duration MAX_WAIT = Duration.ofSeconds(10);
    public static final int MAX_WAITERS = 50;
    public static final HttpOptions OPTIONS = onPort(0);

    /** For those who only poll. */
    public static final AwaitJobStatus NO_WAITING = (id, enough, atMost) -> {
        throw new AssertionError("Nobody waits for " + id);
    };

    private Servers() {}

    public static HttpOptions onPort(int port) {
        return new HttpOptions("127.0.0.1", port, POLL_INTERVAL, MAX_WAIT, MAX_WAITERS);
    }

    public static JobStatusServer polled(GetJobStatus jobs) {
        return JobStatusServer.start(OPTIONS, jobs, NO_WAITING);
    }
}
