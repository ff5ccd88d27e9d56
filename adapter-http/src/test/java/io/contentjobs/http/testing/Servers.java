package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import java.time.Duration;

/** Servers on any free port. */
final class Servers {
    static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    static final Duration MAX_WAIT = Duration.ofSeconds(10);
    static final int MAX_WAITERS = 50;
    static final HttpOptions OPTIONS = onPort(0);

    /** For those who only poll. */
    static final AwaitJobStatus NO_WAITING = (id, enough, atMost) -> {
        throw new AssertionError("Nobody waits for " + id);
    };

    private Servers() {}

    static HttpOptions onPort(int port) {
        return new HttpOptions("127.0.0.1", port, POLL_INTERVAL, MAX_WAIT, MAX_WAITERS);
    }

    static JobStatusServer polled(GetJobStatus jobs) {
        return JobStatusServer.start(OPTIONS, jobs, NO_WAITING);
    }
}
