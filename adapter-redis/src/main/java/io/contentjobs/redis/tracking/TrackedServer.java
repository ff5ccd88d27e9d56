package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.RedisEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** Keeps a tracked connection to one server, on a thread of its own. */
final class TrackedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackedServer.class);

    /** After a server has refused to track keys: somebody must change the server first. */
    private static final Duration RETRY_REFUSED = Duration.ofMinutes(1);

    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    /** A connection that lasted for so long is opened again at once; the pauses double until one does. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final HostAndPort server;
    private final JedisClientConfig config;
    private final Duration timeout;
    private final TrackingListener listener;
    private final Runnable lost;
    private final RedisEvents events;
    private final Thread thread;
    private volatile @Nullable TrackedConnection connection;
    private volatile boolean closed;
    private boolean refusalIsLogged;

    /** @param lost is called when a connection was lost, or cannot be opened */
    TrackedServer(
            HostAndPort server,
            JedisClientConfig config,
            Duration timeout,
            TrackingListener listener,
            Runnable lost,
            RedisEvents events) {
        this.server = server;
        this.config = config;
        this.timeout = timeout;
        this.listener = listener;
        this.lost = lost;
        this.events = events;
        this.thread = DaemonThreads.unstarted(this::run, "content-jobs-redis-hints");
    }

    void start() {
        thread.start();
    }

    /** Returns the connection if it is open, else null. */
    @Nullable TrackedConnection connection() {
        return connection;
    }

    private void run() {
        Duration pause = Duration.ZERO;
        events.hintsLive(server.toString(), false);
        while (!closed) {
            long start = System.nanoTime();
            Duration next = attempt();
            boolean stable = System.nanoTime() - start >= STABLE.toNanos();
            pause = stable ? Duration.ZERO : next(pause);
            pause(next == null ? pause : next);
        }
        events.hintsEnded(server.toString());
    }

    private static Duration next(Duration pause) {
        Duration twice = pause.isZero() ? MIN_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(MAX_PAUSE) < 0 ? twice : MAX_PAUSE;
    }

    /** Returns how long to wait before the next attempt; null if the connection was lost. */
    private @Nullable Duration attempt() {
        try (TrackedConnection opened = new TrackedConnection(server, config, timeout)) {
            refusalIsLogged = false;
            use(opened);
        } catch (HintsRefusedException refusal) {
            log(refusal);
            return RETRY_REFUSED;
        } catch (RuntimeException | Error unreachable) { // the thread must go on
            lost.run();
        }
        return null;
    }

    private void use(TrackedConnection opened) {
        connection = opened;
        if (closed) {
            return;
        }
        events.hintsLive(server.toString(), true);
        try {
            opened.receive(this::pushed);
        } finally {
            connection = null;
            events.hintsLive(server.toString(), false);
            listener.allChanged();
            lost.run();
        }
    }

    private void pushed(@Nullable List<String> keys) {
        if (keys == null) {
            listener.allChanged();
        } else {
            events.hinted(keys.size());
            keys.forEach(listener::changed);
        }
    }

    private void log(HintsRefusedException refusal) {
        if (!refusalIsLogged) {
            refusalIsLogged = true;
            LOG.info(
                    "Redis at {} gives no hints at changes, so the statuses of jobs that clients wait for are read again"
                            + " and again: {}. Hints need RESP3 and the permission +client|tracking",
                    server,
                    refusal.getMessage());
        }
    }

    private void pause(Duration pause) {
        long start = System.nanoTime();
        for (long left = pause.toNanos(); left > 0 && !closed; left = pause.toNanos() - (System.nanoTime() - start)) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Ends the thread and the connection. */
    @Override
    public void close() {
        closed = true;
        TrackedConnection open = connection;
        if (open != null) {
            open.close();
        }
        LockSupport.unpark(thread);
    }
}
