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

/**
 * What an operator decides, read from environment variables; {@link Setting} names them, their defaults and bounds.
 *
 * @param httpHost the name or address to listen on
 * @param httpPort the port to listen on; 0 for any free one
 * @param redisUrl the Redis to read; empty for one of our own
 * @param redisTimeout the longest a request waits for Redis
 * @param pollInterval how long clients are asked to wait before they ask again, in whole seconds
 * @param maxWait how long a request may wait, in whole seconds
 * @param maxWaiters how many may wait or stream at once
 * @param watchInterval how often the jobs are read that are waited for
 * @param jobOverdueAfter the age from which a job in progress is reported as failed; empty for never
 * @param logFormat how lines are logged: text or json
 * @param corsOrigins the origins whose pages may read the API; empty for its own alone
 * @param authJwksFile the public keys that tokens are signed with; empty if that is not how they are
 * @param authHmacSecretFile the secret that tokens are signed with; likewise. Where both are empty no token is needed
 * @param authIssuer who must have issued the tokens; empty for whoever has the key
 * @param authAudience for whom they must be; empty for whomever
 * @param managementPort the port of health and metrics; empty if it is that of everything else
 * @param idleTimeout how long a connection may be silent, in whole seconds
 * @param stopDelay how long a server that is told to stop goes on serving, in whole seconds
 * @param jobTtl how long a job of the demo is kept after its last change
 * @param imageTtl how long the image URLs of a draft of the demo are kept
 * @param demoDuration how long a demo job takes on average
 */
public record Settings(
        String httpHost,
        int httpPort,
        Optional<RedisUrl> redisUrl,
        Duration redisTimeout,
        Duration pollInterval,
        Duration maxWait,
        int maxWaiters,
        Duration watchInterval,
        Optional<Duration> jobOverdueAfter,
        String logFormat,
        Optional<CorsOrigins> corsOrigins,
        Optional<KeyFile> authJwksFile,
        Optional<KeyFile> authHmacSecretFile,
        Optional<String> authIssuer,
        Optional<String> authAudience,
        Optional<Integer> managementPort,
        Duration idleTimeout,
        Duration stopDelay,
        Duration jobTtl,
        Duration imageTtl,
        Duration demoDuration) {

    /**
     * Reads them from the environment.
     *
     * @throws BadSettingsException naming all variables whose value is refused
     */
    public static Settings from(Map<String, String> environment) throws BadSettingsException {
        List<String> problems = new ArrayList<>();
        Settings settings = new Settings(
                Setting.HTTP_HOST.read(environment, problems),
                Setting.HTTP_PORT.read(environment, problems),
                Setting.REDIS_URL.read(environment, problems),
                Setting.REDIS_TIMEOUT.read(environment, problems),
                Setting.POLL_INTERVAL.read(environment, problems),
                Setting.MAX_WAIT.read(environment, problems),
                Setting.MAX_WAITERS.read(environment, problems),
                Setting.WATCH_INTERVAL.read(environment, problems),
                Setting.JOB_OVERDUE_AFTER.read(environment, problems),
                Setting.LOG_FORMAT.read(environment, problems),
                Setting.CORS_ORIGINS.read(environment, problems),
                Setting.AUTH_JWKS_FILE.read(environment, problems),
                Setting.AUTH_HMAC_SECRET_FILE.read(environment, problems),
                Setting.AUTH_ISSUER.read(environment, problems),
                Setting.AUTH_AUDIENCE.read(environment, problems),
                Setting.MANAGEMENT_PORT.read(environment, problems),
                Setting.IDLE_TIMEOUT.read(environment, problems),
                Setting.STOP_DELAY.read(environment, problems),
                Setting.JOB_TTL.read(environment, problems),
                Setting.IMAGE_TTL.read(environment, problems),
                Setting.DEMO_DURATION.read(environment, problems));
        settings.addConflictsTo(problems);
        settings.addShortIdleTimeoutTo(problems, environment);
        if (Setting.REDIS_URL.isSetIn(environment)) {
            addDemoSettingsTo(problems, environment);
        }
        if (!problems.isEmpty()) {
            throw new BadSettingsException(problems);
        }
        return settings;
    }

    /** Returns the file with the keys that tokens are signed with; empty if no token is needed. */
    public Optional<KeyFile> keyFile() {
        return authJwksFile.or(() -> authHmacSecretFile);
    }

    /** Returns what tokens have to say. */
    public TokenClaims tokenClaims() {
        return new TokenClaims(authIssuer, authAudience);
    }

    /**
     * Returns what of this concerns HTTP.
     *
     * @param tokens tells which tokens are valid; empty if none is needed
     */
    public HttpOptions http(Optional<TokenVerifier> tokens) {
        var access = new HttpAccess(
                tokens,
                corsOrigins,
                managementPort.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                redisUrl.isPresent() ? Optional.empty() : Optional.of(AllowedHosts.of(httpHost)));
        Duration least = HttpOptions.leastIdleTimeout(maxWait);
        Duration idle = idleTimeout.compareTo(least) < 0 ? least : idleTimeout;
        return new HttpOptions(httpHost, httpPort, pollInterval, maxWait, maxWaiters, idle, access);
    }

    /** With a Redis of others there is no demo. An operator who sets these expects them to do something. */
    private static void addDemoSettingsTo(List<String> problems, Map<String, String> environment) {
        for (Setting<?> setting : Setting.DEMO) {
            if (setting.isSetIn(environment)) {
                problems.add(setting.name() + ": refused with a " + Setting.REDIS_URL.name()
                        + ", since the server records nothing there; it is a setting of the demo. "
                        + "The workers that record the jobs set how long these are kept");
            }
        }
    }

    private void addConflictsTo(List<String> problems) {
        if (authJwksFile.isPresent() && authHmacSecretFile.isPresent()) {
            problems.add(Setting.AUTH_JWKS_FILE.name() + ", " + Setting.AUTH_HMAC_SECRET_FILE.name()
                    + ": only one of the two may be set");
        }
        addMissingKeysTo(problems);
        if (httpPort != 0 && managementPort.filter(port -> port == httpPort).isPresent()) {
            problems.add(Setting.MANAGEMENT_PORT.name() + ": '" + httpPort + "' is refused: it is "
                    + Setting.HTTP_PORT.name() + " already");
        }
    }

    /** Where it is not set, it follows MAX_WAIT by itself. */
    private void addShortIdleTimeoutTo(List<String> problems, Map<String, String> environment) {
        Duration least = HttpOptions.leastIdleTimeout(maxWait);
        boolean set = !environment.getOrDefault(Setting.IDLE_TIMEOUT.name(), "").isBlank();
        if (set && idleTimeout.compareTo(least) < 0) {
            problems.add(Setting.IDLE_TIMEOUT.name() + ": '" + idleTimeout.toSeconds() + "s' is refused: with "
                    + Setting.MAX_WAIT.name() + " at " + maxWait.toSeconds() + "s it must be at least "
                    + least.toSeconds() + "s, or the connection of a request that waits would be closed");
        }
    }

    /** Where a key was refused, that is the problem, and not that there is none. */
    private void addMissingKeysTo(List<String> problems) {
        boolean wanted = authIssuer.isPresent() || authAudience.isPresent();
        if (wanted && authJwksFile.isEmpty() && authHmacSecretFile.isEmpty() && problems.isEmpty()) {
            problems.add(Setting.AUTH_ISSUER.name() + ", " + Setting.AUTH_AUDIENCE.name() + ": need "
                    + Setting.AUTH_JWKS_FILE.name() + " or " + Setting.AUTH_HMAC_SECRET_FILE.name());
        }
    }
}
