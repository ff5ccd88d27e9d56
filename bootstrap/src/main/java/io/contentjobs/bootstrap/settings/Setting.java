package io.contentjobs.bootstrap.settings;

import static io.contentjobs.bootstrap.settings.Syntax.duration;
import static io.contentjobs.bootstrap.settings.Syntax.number;
import static io.contentjobs.bootstrap.settings.Syntax.wholeSeconds;

import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.bootstrap.keys.KeyFile;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment variable.
 *
 * @param fallback the default value; empty for none
 * @param meaning its meaning, in one line
 */
public record Setting<T>(String name, String fallback, String meaning, Syntax<T> syntax) {
    private static final List<Setting<?>> DEFINED = new ArrayList<>();

    static final Setting<String> HTTP_HOST =
            define("HTTP_HOST", "127.0.0.1", "name or address to listen on", Syntax.host());
    public static final Setting<Integer> HTTP_PORT =
            define("HTTP_PORT", "8080", "port to listen on; 0 for a free one", number(0, 65_535));
    public static final Setting<Optional<RedisUrl>> REDIS_URL =
            define("REDIS_URL", "Redis to read; unset: a demo with its own Redis", Syntax.redisUrl());
    static final Setting<Duration> REDIS_TIMEOUT = define(
            "REDIS_TIMEOUT",
            DurationText.of(RedisStore.DEFAULT_TIMEOUT),
            "timeout of each read of Redis, including redirections",
            duration("10ms", "1m"));
    static final Setting<Duration> POLL_INTERVAL =
            define("POLL_INTERVAL", "2s", "how long clients should pause between two polls", wholeSeconds("1s", "1h"));
    static final Setting<Duration> MAX_WAIT =
            define("MAX_WAIT", "10s", "longest wait of a request", wholeSeconds("1s", "5m"));
    static final Setting<Integer> MAX_WAITERS =
            define("MAX_WAITERS", "10000", "how many requests may wait or stream at a time", number(0, 60_000));
    static final Setting<Duration> WATCH_INTERVAL = define(
            "WATCH_INTERVAL",
            DurationText.of(JobStatusWatcher.DEFAULT_INTERVAL),
            "interval of reads for waits where Redis gives no hints",
            duration("10ms", "10s"));
    static final Setting<Optional<Duration>> JOB_OVERDUE_AFTER = define(
            "JOB_OVERDUE_AFTER",
            "off",
            "age from which a job in progress is reported as failed",
            duration("1s", "30d").orNone("off"));
    public static final Setting<String> LOG_FORMAT =
            define("LOG_FORMAT", "text", "format of the log on standard error", Syntax.oneOf("text", "json"));
    static final Setting<Optional<CorsOrigins>> CORS_ORIGINS =
            define("CORS_ORIGINS", "other origins whose pages may read the API", Syntax.origins());
    public static final Setting<Optional<KeyFile>> AUTH_JWKS_FILE = define(
            "AUTH_JWKS_FILE",
            "public keys of the bearer tokens that the API then requires",
            Syntax.publicKeys("AUTH_JWKS_FILE"));
    public static final Setting<Optional<KeyFile>> AUTH_HMAC_SECRET_FILE = define(
            "AUTH_HMAC_SECRET_FILE",
            "secret of the bearer tokens that the API then requires",
            Syntax.secretKey("AUTH_HMAC_SECRET_FILE"));
    static final Setting<Optional<String>> AUTH_ISSUER =
            define("AUTH_ISSUER", "required iss of these tokens", Syntax.word());
    static final Setting<Optional<String>> AUTH_AUDIENCE =
            define("AUTH_AUDIENCE", "required aud of these tokens; they may have others, too", Syntax.word());
    static final Setting<Optional<Integer>> MANAGEMENT_PORT =
            define("MANAGEMENT_PORT", "port of health and metrics, which are then on no other port", number(0, 65_535));
    static final Setting<Duration> IDLE_TIMEOUT = define(
            "IDLE_TIMEOUT",
            "75s",
            "idle time after which a connection is closed; at least MAX_WAIT + 15s",
            wholeSeconds("1s", "2h"));
    static final Setting<Duration> STOP_DELAY = define(
            "STOP_DELAY",
            "0s",
            "how long the server still serves after SIGTERM, but is not ready",
            wholeSeconds("0s", "5m"));
    static final Setting<Duration> JOB_TTL = define(
            "JOB_TTL",
            DurationText.of(RedisStore.DEFAULT_JOB_TTL),
            "lifetime of a demo job after its last change",
            wholeSeconds("1s", "30d"));
    static final Setting<Duration> IMAGE_TTL = define(
            "IMAGE_TTL",
            DurationText.of(RedisStore.DEFAULT_IMAGE_TTL),
            "lifetime of the image URLs of a demo draft",
            wholeSeconds("1s", "365d"));
    static final Setting<Duration> DEMO_DURATION =
            define("DEMO_DURATION", "4s", "mean duration of a demo job", duration("10ms", "10m"));

    /** The settings of the demo. Without a demo they have no effect. */
    public static final List<Setting<?>> DEMO = List.of(JOB_TTL, IMAGE_TTL, DEMO_DURATION);

    /** All settings, in the order of this file, of the help and of the docs. */
    public static final List<Setting<?>> ALL = List.copyOf(DEFINED);

    private static <T> Setting<T> define(String name, String fallback, String meaning, Syntax<T> syntax) {
        Setting<T> setting = new Setting<>(name, fallback, meaning, syntax);
        DEFINED.add(setting);
        return setting;
    }

    private static <T> Setting<Optional<T>> define(String name, String meaning, Syntax<T> syntax) {
        return define(name, "", meaning, syntax.orNone(""));
    }

    /** Describes the allowed values, for an operator. */
    public String allowed() {
        return syntax.allowed();
    }

    /** Tells whether the environment has a value for this setting, allowed or not. */
    boolean isSetIn(Map<String, String> environment) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /**
     * Returns the value in that environment. A refused value is added to {@code problems} and counts as unset. A blank
     * value is refused, because a reference to an undefined variable gives one, and the default may be less safe than the
     * intended value.
     */
    T read(Map<String, String> environment, List<String> problems) {
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
