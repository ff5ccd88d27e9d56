package io.contentjobs.bootstrap.keys;

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
 * Verifies tokens with the keys of a file, and takes over the new ones when the file changes. It compares what is in the file,
 * since a file that was renamed or is a symbolic link may keep its time. A file that cannot be used leaves the keys as they
 * are. One thread reads the file.
 */
public final class KeyWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A change counts once two looks at the file, so long apart, agree: somebody may be writing it. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final KeyFile file;
    private final TokenVerifier tokens;
    private final Duration interval;
    private final Duration settling;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(KeyWatch::thread);
    private KeyFile.Content inUse;
    private Look told;
    private Look latest;
    private Set<String> warned = Set.of();

    public KeyWatch(KeyFile file, TokenClaims wanted, Clock clock) {
        this(file, wanted, clock, INTERVAL, SETTLING);
    }

    public KeyWatch(KeyFile file, TokenClaims wanted, Clock clock, Duration interval, Duration settling) {
        this.file = file;
        this.inUse = file.first();
        this.told = new Look(inUse, null);
        this.latest = told;
        this.tokens = new TokenVerifier(inUse.keys(), wanted, clock);
        this.interval = interval;
        this.settling = settling;
    }

    public TokenVerifier tokens() {
        return tokens;
    }

    /** Logs which keys there are, and reads the file now and then from now on. */
    public void begin() {
        LOG.info("The API asks for bearer tokens; {} has {}", file.setting(), describe(inUse.keys()));
        warn();
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has the file read soon. */
    public void lookSoon() {
        lookAfter(Duration.ZERO);
    }

    /** Reads the file once; only one thread at a time may call this. */
    void look() {
        try {
            Look now = lookAt(file);
            if (!now.isSameAs(told) && now.isSameAs(latest)) {
                told = now;
                apply(now);
            } else if (!now.isSameAs(told)) {
                lookAfter(settling);
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

    private void apply(Look look) {
        if (look.content() == null) {
            LOG.warn("{} cannot be used: {}. The keys stay as they are", file.setting(), look.problem());
        } else if (look.content().isSameAs(inUse)) {
            LOG.info("{} can be used again; its keys are the same", file.setting());
        } else {
            inUse = look.content();
            tokens.replaceKeys(inUse.keys());
            LOG.info("{} has changed: it has {}", file.setting(), describe(inUse.keys()));
            warn();
        }
    }

    /** Warns of what it has not warned of the last time. */
    private void warn() {
        List<String> warnings = file.warnings(inUse);
        warnings.stream()
                .filter(warning -> !warned.contains(warning))
                .forEach(warning -> LOG.warn("{}: {}", file.setting(), warning));
        warned = new HashSet<>(warnings);
    }

    private void lookAfter(Duration delay) {
        try {
            Future<?> unused = thread.schedule(this::look, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No more looks at {}: it is closed", file.setting());
        }
    }

    private static String describe(TokenKeys keys) {
        List<String> names = keys.names();
        return keys.size()
                + (keys.size() == 1 ? " key" : " keys")
                + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }

    private static Look lookAt(KeyFile file) {
        try {
            return new Look(file.read(), null);
        } catch (IllegalArgumentException refused) {
            return new Look(null, refused.getMessage());
        }
    }

    private static Thread thread(Runnable looking) {
        Thread thread = new Thread(looking, "key-file");
        thread.setDaemon(true);
        return thread;
    }

    /** What the file held, or why it cannot be used. */
    private record Look(
            KeyFile.@Nullable Content content, @Nullable String problem) {
        boolean isSameAs(Look other) {
            if (content == null || other.content == null) {
                return content == other.content && Objects.equals(problem, other.problem);
            }
            return content.isSameAs(other.content);
        }
    }
}
