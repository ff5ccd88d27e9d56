package io.contentjobs.redis.connect;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an outage from its beginning to its end. An outage fails every request, so each kind of failure is logged once,
 * and again after 30 s if it lasts. The first PING that Redis answers again ends the outage. Thread-safe.
 */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(RedisErrors.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_KINDS = 32;
    private static final String LIKELY =
            "; likely causes: maxclients is reached, protected mode, or Redis wants TLS or a client's certificate";

    private final RedisHosts hosts;
    private final LongSupplier nanoTime;
    private final Map<String, Long> logged = new ConcurrentHashMap<>();
    private @Nullable Long outageSince;
    private boolean pingFailed;

    OutageLog(RedisHosts hosts) {
        this(hosts, System::nanoTime);
    }

    OutageLog(RedisHosts hosts, LongSupplier nanoTime) {
        this.hosts = hosts;
        this.nanoTime = nanoTime;
    }

    /** Returns the reason for a failure, with the host. */
    String reason(Throwable failure) {
        return RootCause.of(failure, hosts.toString());
    }

    /** Redis refused a user, a password or a command. */
    void accessRefused(String message) {
        if (isDue("access " + code(message))) {
            LOG.error("Redis refuses access, check user, password and permissions: {}", withHosts(message));
        }
    }

    /** Redis replied with an error such as LOADING, MASTERDOWN or OOM. */
    void refused(String message) {
        if (isDue(code(message))) {
            LOG.warn("Redis cannot serve: {}", withHosts(message));
        }
    }

    /** Redis was not asked, or did not reply. */
    void failed(FailureKind kind, String problem, @Nullable Throwable failure) {
        if (!isDue(kind.name())) {
            return;
        }
        begin();
        boolean hungUp = failure != null && RootCause.isHangUp(failure);
        boolean vague = failure != null && RootCause.isVague(failure);
        if (hosts.isEmpty() || !(hungUp || vague)) {
            LOG.warn("{}{}", failure == null ? withHosts(problem) : problem, hungUp ? LIKELY : "");
            return;
        }
        // Listening to Redis takes time, which the thread that failed may not have.
        DaemonThreads.unstarted(
                        () -> LOG.warn(
                                "{}{}",
                                problem,
                                hosts.reason().map("; "::concat).orElse(hungUp ? LIKELY : "")),
                        "content-jobs-redis-reason")
                .start();
    }

    /** Redis answered a PING, or did not. */
    void pinged(boolean answered) {
        if (answered) {
            end();
        } else {
            begin();
            markPingFailed();
        }
    }

    private synchronized void begin() {
        if (outageSince == null) {
            outageSince = nanoTime.getAsLong();
        }
    }

    private synchronized void markPingFailed() {
        pingFailed = true;
    }

    private synchronized void end() {
        Long since = outageSince;
        if (since == null) {
            return;
        }
        LOG.info("Redis answers again after {} s", seconds(nanoTime.getAsLong() - since));
        outageSince = null;
        if (pingFailed) {
            logged.clear(); // the next outage is another one; where PING is answered all the time, it may be the same
        }
        pingFailed = false;
    }

    private static String seconds(long nanos) {
        long tenths = Duration.ofNanos(nanos).toMillis() / 100;
        return tenths / 10 + "." + tenths % 10;
    }

    /** Names the hosts, for messages that name none themselves. */
    private String withHosts(String message) {
        return hosts.isEmpty() ? message : message + " (" + hosts + ")";
    }

    private static String code(String message) {
        int blank = message.indexOf(' ');
        return blank < 0 ? message : message.substring(0, blank);
    }

    private boolean isDue(String kind) {
        long now = nanoTime.getAsLong();
        String known = logged.size() < MAX_KINDS || logged.containsKey(kind) ? kind : "other";
        Long last = logged.get(known);
        if (last != null && now - last < QUIET_NANOS) {
            return false;
        }
        boolean[] due = {false};
        logged.compute(known, (any, before) -> {
            due[0] = before == null || now - before >= QUIET_NANOS;
            return due[0] ? Long.valueOf(now) : before;
        });
        return due[0];
    }
}
