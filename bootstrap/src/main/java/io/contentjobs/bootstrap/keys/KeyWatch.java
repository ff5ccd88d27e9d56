package io.contentjobs.bootstrap.keys;

import io.contentjobs.bootstrap.thread.DaemonThreads;
import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies tokens with the keys of a file, and uses the new keys when the file changes. It compares the content, because
 * the time of a renamed file or a symbolic link may not change. If the file cannot be used, it keeps its keys. One thread
 * reads the file.
 */
public final class KeyWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /**
     * Two reads with this interval must agree before a change counts, because a program may still be writing the file.
     */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final KeyFile file;
    private final TokenVerifier tokens;
    private final Duration interval;
    private final Duration settling;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.unstarted(task, "key-file"));
    private KeyFile.Content inUse;
    private Reading reported;
    private Reading latest;
    private Set<String> warned = Set.of();

    /** @param claims the required claims */
    public KeyWatch(KeyFile file, TokenClaims claims, Clock clock) {
        this(file, claims, clock, INTERVAL, SETTLING);
    }

    KeyWatch(KeyFile file, TokenClaims claims, Clock clock, Duration interval, Duration settling) {
        this.file = file;
        this.inUse = file.first();
        this.reported = new Reading(inUse, null);
        this.latest = reported;
        this.tokens = new TokenVerifier(inUse.keys(), claims, clock);
        this.interval = interval;
        this.settling = settling;
    }

    public TokenVerifier tokens() {
        return tokens;
    }

    /** Logs the keys, and starts to read the file once a minute. */
    public void begin() {
        LOG.info("The API requires bearer tokens; {} has {}", file.setting(), describe(inUse.keys()));
        warn();
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::read, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the thread of this watch read the file at once. */
    public void readSoon() {
        readAfter(Duration.ZERO);
    }

    /** Reads the file once. Only one thread at a time may call this. */
    void read() {
        try {
            Reading now = tryToRead();
            if (!now.isSameAs(reported) && now.isSameAs(latest)) {
                reported = now;
                apply(now);
            } else if (!now.isSameAs(reported)) {
                readAfter(settling);
            }
            latest = now;
        } catch (RuntimeException unforeseen) {
            LOG.error("{} could not be read again", file.setting(), unforeseen);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void apply(Reading reading) {
        if (reading.content() == null) {
            LOG.warn("{} cannot be used: {}. The keys stay as they are", file.setting(), reading.problem());
        } else if (reading.content().isSameAs(inUse)) {
            LOG.info("{} can be used again; its keys are the same", file.setting());
        } else {
            inUse = reading.content();
            tokens.replaceKeys(inUse.keys());
            LOG.info("{} has changed: it has {}", file.setting(), describe(inUse.keys()));
            warn();
        }
    }

    /** Logs the warnings that are new since the last read. */
    private void warn() {
        List<String> warnings = file.warnings(inUse);
        warnings.stream()
                .filter(warning -> !warned.contains(warning))
                .forEach(warning -> LOG.warn("{}: {}", file.setting(), warning));
        warned = new HashSet<>(warnings);
    }

    private void readAfter(Duration delay) {
        try {
            Future<?> unused = thread.schedule(this::read, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is no longer read, because the server stops", file.setting());
        }
    }

    private static String describe(TokenKeys keys) {
        List<String> names = keys.names();
        return keys.size()
                + (keys.size() == 1 ? " key" : " keys")
                + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }

    private Reading tryToRead() {
        try {
            return new Reading(file.read(), null);
        } catch (IllegalArgumentException refused) {
            return new Reading(null, refused.getMessage());
        }
    }

    /** The content of the file, or the reason why it cannot be used. */
    private record Reading(
            KeyFile.@Nullable Content content, @Nullable String problem) {
        boolean isSameAs(Reading other) {
            if (content == null || other.content == null) {
                return content == other.content && Objects.equals(problem, other.problem);
            }
            return content.isSameAs(other.content);
        }
    }
}
