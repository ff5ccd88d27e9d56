package io.contentjobs.http.testing;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Subscriptions whose news a test tells, on its own thread. */
public final class ScriptedWaiting implements AwaitJobStatus {
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Listener> atOnce = listener -> {};

    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        throw new AssertionError("No thread waits for " + id);
    }

    @Override
    public Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener) {
        Open subscription = new Open(listener);
        open.add(subscription);
        atOnce.accept(listener);
        return subscription;
    }

    /** Does this with the listener of each later subscription, before the subscription is returned. */
    public ScriptedWaiting withEach(Consumer<Listener> action) {
        atOnce = action;
        return this;
    }

    public void report(JobReport report) {
        listeners().forEach(listener -> listener.reported(report));
    }

    public void fail(JobException failure) {
        listeners().forEach(listener -> listener.failed(failure));
    }

    public void stop() {
        listeners().forEach(Listener::stopped);
    }

    /** Returns the number of open subscriptions. */
    public int open() {
        return open.size();
    }

    /** Returns the listeners of the open subscriptions. */
    public List<Listener> listeners() {
        return open.stream().map(Open::listener).toList();
    }

    private final class Open implements Subscription {
        private final Listener listener;

        Open(Listener listener) {
            this.listener = listener;
        }

        Listener listener() {
            return listener;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }
}
