package io.contentjobs.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each of many now and then, on one daemon thread, so that nobody else pays for it. Thread-safe.
 *
 * @param <T> what is looked at
 */
abstract class Watch<T> extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final String name;
    private final long intervalNanos;
    private final Thread thread;
    private final AtomicLong looks = new AtomicLong();
    private boolean failing;

    Watch(String name, Duration interval) {
        this.name = name;
        this.intervalNanos = interval.toNanos();
        this.thread = new Thread(this::watch, name);
    }

    /** Returns those who are there now; others may come and go meanwhile. */
    abstract Iterable<T> watched();

    /** Looks at one; whatever it throws is logged, once for as long as there is such a thing in each round. */
    abstract void look(T one);

    /** Returns how often all have been looked at. */
    final long looks() {
        return looks.get();
    }

    @Override
    protected final void doStart() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected final void doStop() {
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (isStarting() || isStarted()) {
            LockSupport.parkNanos(this, intervalNanos);
            // An interrupted thread does not park.
            Thread.interrupted();
            boolean failed = false;
            for (T one : watched()) {
                failed |= !isLookedAt(one);
            }
            failing = failed;
            looks.incrementAndGet();
        }
    }

    /** One that nobody can look at must not keep the others from being looked at. */
    private boolean isLookedAt(T one) {
        try {
            look(one);
            return true;
        } catch (RuntimeException | Error failure) {
            if (!failing) {
                failing = true;
                LOG.warn("The {} cannot look at one of those it watches", name, failure);
            }
            return false;
        }
    }
}
