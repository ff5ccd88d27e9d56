package io.contentjobs.examples.spring;

import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.http.status.JobStatusResource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends all waits and streams when the application stops. The default phase stops first, so Spring's graceful shutdown begins
 * afterwards and finds no request that waits.
 */
@Component
record EndOfWaiting(JobStatusResource resource, JobStatusWatcher waiting) implements SmartLifecycle {
    @Override
    public void start() {
        // The watcher has started already.
    }

    @Override
    public void stop() {
        resource.endWaiting();
        waiting.close();
    }

    @Override
    public boolean isRunning() {
        return true;
    }
}
