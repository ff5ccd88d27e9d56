package io.contentjobs.bootstrap.settings;

import io.contentjobs.bootstrap.keys.KeyFile;
import io.contentjobs.http.AllowedHosts;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenVerifier;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of the server, read from environment variables; {@link Setting} describes each of them. */
public record Settings(
        HttpSettings http, RedisSettings redis, JobSettings jobs, AccessSettings access, DemoSettings demo) {

    /** The address of the server, the idle timeout, and the delay after a stop signal. */
    public record HttpSettings(
            String host, int port, Optional<Integer> managementPort, Duration idleTimeout, Duration stopDelay) {}

    /** The Redis to read. Without a URL the server starts its own. */
    public record RedisSettings(Optional<RedisUrl> url, Duration timeout) {}

    /** The intervals of polls and waits, and the rule for overdue jobs. */
    public record JobSettings(
            Duration pollInterval,
            Duration maxWait,
            int maxWaiters,
            Duration watchInterval,
            Optional<Duration> overdueAfter) {}

    /** The origins and tokens that the API accepts. Without a key file it needs no token. */
    public record AccessSettings(Optional<CorsOrigins> origins, Optional<KeyFile> keyFile, TokenClaims claims) {}

    /** The lifetimes and the mean duration of the demo's jobs. */
    public record DemoSettings(Duration jobTtl, Duration imageTtl, Duration duration) {}

    /**
     * Reads the settings from the environment.
     *
     * @throws BadSettingsException with all variables whose values are refused
     */
    public static Settings from(Map<String, String> environment) throws BadSettingsException {
        List<String> problems = new ArrayList<>();
        Values values = new Values(environment, problems);
        Conflicts.addTo(problems, values, environment);
        if (!problems.isEmpty()) {
            throw new BadSettingsException(problems);
        }
        return new Settings(
                new HttpSettings(
                        values.of(Setting.HTTP_HOST),
                        values.of(Setting.HTTP_PORT),
                        values.of(Setting.MANAGEMENT_PORT),
                        values.of(Setting.IDLE_TIMEOUT),
                        values.of(Setting.STOP_DELAY)),
                new RedisSettings(values.of(Setting.REDIS_URL), values.of(Setting.REDIS_TIMEOUT)),
                new JobSettings(
                        values.of(Setting.POLL_INTERVAL),
                        values.of(Setting.MAX_WAIT),
                        values.of(Setting.MAX_WAITERS),
                        values.of(Setting.WATCH_INTERVAL),
                        values.of(Setting.JOB_OVERDUE_AFTER)),
                new AccessSettings(
                        values.of(Setting.CORS_ORIGINS),
                        values.of(Setting.AUTH_JWKS_FILE).or(() -> values.of(Setting.AUTH_HMAC_SECRET_FILE)),
                        new TokenClaims(values.of(Setting.AUTH_ISSUER), values.of(Setting.AUTH_AUDIENCE))),
                new DemoSettings(
                        values.of(Setting.JOB_TTL), values.of(Setting.IMAGE_TTL), values.of(Setting.DEMO_DURATION)));
    }

    /**
     * Returns the options of the HTTP server. An unset idle timeout follows MAX_WAIT.
     *
     * @param tokens verifies tokens; empty if none is needed
     */
    public HttpOptions httpOptions(Optional<TokenVerifier> tokens) {
        var options = new HttpAccess(
                tokens,
                access.origins(),
                http.managementPort().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                redis.url().isPresent() ? Optional.empty() : Optional.of(AllowedHosts.of(http.host())));
        Duration min = HttpOptions.minIdleTimeout(jobs.maxWait());
        return new HttpOptions(
                http.host(),
                http.port(),
                jobs.pollInterval(),
                jobs.maxWait(),
                jobs.maxWaiters(),
                http.idleTimeout().compareTo(min) < 0 ? min : http.idleTimeout(),
                options);
    }
}
