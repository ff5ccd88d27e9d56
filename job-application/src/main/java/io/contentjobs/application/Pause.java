package io.contentjobs.application;

import java.time.Duration;

/** Waiting, as a collaborator, so that tests need not. */
@FunctionalInterface
interface Pause {
    /** Really waits. */
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void pause(Duration duration) throws InterruptedException;
}
