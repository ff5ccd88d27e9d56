package io.contentjobs.bootstrap;

import io.contentjobs.http.HttpOptions;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param jobTtl how long a job is kept after its last change
 * @param imageTtl how long a draft's image URLs are kept
 * @param jobOverdueAfter the age from which a job in progress is reported as failed; empty for never
 * @param logFormat how lines are logged: text or json
 * @param demoDuration how long a demo job takes on average
 */
record Settings(
        String httpHost,
        int httpPort,
        Optional<RedisUrl> redisUrl,
        Duration redisTimeout,
        Duration pollInterval,
        Duration maxWait,
        int maxWaiters,
        Duration watchInterval,
        Duration jobTtl,
        Duration imageTtl,
        Optional<Duration> jobOverdueAfter,
        String logFormat,
        Duration demoDuration) {

    /** @throws BadSettingsException naming all variables whose value is refused */
    static Settings from(Map<String, String> environment) throws BadSettingsException {
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
                Setting.JOB_TTL.read(environment, problems),
                Setting.IMAGE_TTL.read(environment, problems),
                Setting.JOB_OVERDUE_AFTER.read(environment, problems),
                Setting.LOG_FORMAT.read(environment, problems),
                Setting.DEMO_DURATION.read(environment, problems));
        if (!problems.isEmpty()) {
            throw new BadSettingsException(problems);
        }
        return settings;
    }

    /** Returns what of this concerns HTTP. */
    HttpOptions http() {
        return new HttpOptions(httpHost, httpPort, pollInterval, maxWait, maxWaiters);
    }
}
