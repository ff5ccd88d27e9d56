package io.contentjobs.application;

import java.time.Duration;

/** Suspends the calling thread. Tests replace it. */
@FunctionalInterface
interface Pause {
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void pause(Duration duration) throws InterruptedException;
}
