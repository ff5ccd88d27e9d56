package io.contentjobs.bootstrap.settings;

import io.contentjobs.bootstrap.keys.KeyFile;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment variable.
 *
 * @param name the variable
 * @param fallback the value it has where it is unset; empty for none
 * @param meaning what it decides, in a line
 * @param syntax which values it allows
 */
public record Setting<T>(String name, String fallback, String meaning, Syntax<T> syntax) {
    static final Setting<String> HTTP_HOST =
            new Setting<>("HTTP_HOST", "127.0.0.1", "name or address to listen on", Syntax.host());
    public static final Setting<Integer> HTTP_PORT =
            new Setting<>("HTTP_PORT", "8080", "port to listen on; 0 for any free one", Syntax.number(0, 65_535));
    public static final Setting<Optional<RedisUrl>> REDIS_URL = new Setting<>(
            "REDIS_URL",
            "",
            "Redis to read; unset: a demo, with a Redis of its own",
            Syntax.redisUrl().orNone(""));
    static final Setting<Duration> REDIS_TIMEOUT =
            new Setting<>("REDIS_TIMEOUT", "1s", "longest to wait for a reply of Redis", Syntax.duration("10ms", "1m"));
    static final Setting<Duration> POLL_INTERVAL =
            new Setting<>("POLL_INTERVAL", "2s", "Retry-After of jobs in progress", Syntax.wholeSeconds("1s", "1h"));
    static final Setting<Duration> MAX_WAIT =
            new Setting<>("MAX_WAIT", "10s", "longest that a request may wait", Syntax.wholeSeconds("1s", "5m"));
    static final Setting<Integer> MAX_WAITERS = new Setting<>(
            "MAX_WAITERS",
            Threads.areVirtual() ? "10000" : "100",
            "how many may wait or stream at once",
            Syntax.number(0, Threads.areVirtual() ? 16_000 : 1_000));
    static final Setting<Duration> WATCH_INTERVAL = new Setting<>(
            "WATCH_INTERVAL", "200ms", "how often jobs are read that are waited for", Syntax.duration("10ms", "10s"));
    static final Setting<Optional<Duration>> JOB_OVERDUE_AFTER = new Setting<>(
            "JOB_OVERDUE_AFTER",
            "off",
            "age from which a job in progress is told as failed",
            Syntax.duration("1s", "30d").orNone("off"));
    public static final Setting<String> LOG_FORMAT = new Setting<>(
            "LOG_FORMAT", "text", "how lines are logged, on standard error", Syntax.oneOf("text", "json"));
    static final Setting<Optional<CorsOrigins>> CORS_ORIGINS = new Setting<>(
            "CORS_ORIGINS",
            "",
            "origins whose pages may read the API, beside our own",
            Syntax.origins().orNone(""));
    public static final Setting<Optional<KeyFile>> AUTH_JWKS_FILE = new Setting<>(
            "AUTH_JWKS_FILE",
            "",
            "who signs the bearer tokens that the API then asks for",
            Syntax.publicKeys().orNone(""));
    public static final Setting<Optional<KeyFile>> AUTH_HMAC_SECRET_FILE = new Setting<>(
            "AUTH_HMAC_SECRET_FILE",
            "",
            "the same, for tokens that are signed with a secret",
            Syntax.secretKey().orNone(""));
    static final Setting<Optional<String>> AUTH_ISSUER = new Setting<>(
            "AUTH_ISSUER",
            "",
            "the iss that these tokens must have",
            Syntax.word().orNone(""));
    static final Setting<Optional<String>> AUTH_AUDIENCE = new Setting<>(
            "AUTH_AUDIENCE",
            "",
            "the aud that they must have, among others",
            Syntax.word().orNone(""));
    static final Setting<Optional<Integer>> MANAGEMENT_PORT = new Setting<>(
            "MANAGEMENT_PORT",
            "",
            "port of /health and /metrics, which are then on no other",
            Syntax.number(0, 65_535).orNone(""));
    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "IDLE_TIMEOUT",
            "75s",
            "silence after which a connection is closed; at least MAX_WAIT + 15s",
            Syntax.wholeSeconds("1s", "2h"));
    static final Setting<Duration> STOP_DELAY = new Setting<>(
            "STOP_DELAY",
            "0s",
            "how long SIGTERM leaves the server open, but not ready",
            Syntax.wholeSeconds("0s", "5m"));
    static final Setting<Duration> JOB_TTL = new Setting<>(
            "JOB_TTL", "1h", "lifetime of a demo job after its last change", Syntax.wholeSeconds("1s", "30d"));
    static final Setting<Duration> IMAGE_TTL = new Setting<>(
            "IMAGE_TTL", "7d", "lifetime of the image URLs of a demo draft", Syntax.wholeSeconds("1s", "365d"));
    static final Setting<Duration> DEMO_DURATION =
            new Setting<>("DEMO_DURATION", "4s", "mean length of a demo job", Syntax.duration("10ms", "10m"));

    /** What the demo records, and how. Without a demo, these configure nothing. */
    static final List<Setting<?>> DEMO = List.of(JOB_TTL, IMAGE_TTL, DEMO_DURATION);

    /** All there are, in the order in which they are explained. */
    public static final List<Setting<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            REDIS_URL,
            REDIS_TIMEOUT,
            POLL_INTERVAL,
            MAX_WAIT,
            MAX_WAITERS,
            WATCH_INTERVAL,
            JOB_OVERDUE_AFTER,
            LOG_FORMAT,
            CORS_ORIGINS,
            AUTH_JWKS_FILE,
            AUTH_HMAC_SECRET_FILE,
            AUTH_ISSUER,
            AUTH_AUDIENCE,
            MANAGEMENT_PORT,
            IDLE_TIMEOUT,
            STOP_DELAY,
            JOB_TTL,
            IMAGE_TTL,
            DEMO_DURATION);

    /** Tells whether that environment has a value for it, allowed or not. */
    boolean isSetIn(Map<String, String> environment) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /**
     * Returns the value in that environment; one that is refused adds to {@code problems} and counts as unset. A blank value
     * is refused: it is what a reference to an undefined variable gives, and the default may be less safe than what was meant.
     */
    public T read(Map<String, String> environment, List<String> problems) {
        String value = environment.get(name);
        if (value == null) {
            return syntax.parse(fallback);
        }
        if (value.isBlank()) {
            problems.add(name + ": '' is refused: it is empty; unset it, or set it: allowed is " + syntax.allowed());
            return syntax.parse(fallback);
        }
        try {
            return syntax.parse(value);
        } catch (IllegalArgumentException refused) {
            problems.add(name + ": '" + syntax.show(value) + "' is refused: " + refused.getMessage());
            return syntax.parse(fallback);
        }
    }
}
