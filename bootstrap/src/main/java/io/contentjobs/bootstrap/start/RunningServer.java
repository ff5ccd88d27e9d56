package io.contentjobs.bootstrap.start;

import io.contentjobs.redis.RedisUrl;
import java.util.Optional;
import java.util.OptionalInt;

/** What a start tells of the server that it has started. */
public interface RunningServer extends AutoCloseable {
    int httpPort();

    /** The port of health and metrics, where it is another one. */
    OptionalInt managementPort();

    /** The Redis that it reads. */
    RedisUrl redisUrl();

    /** That Redis, where it is the server's own. */
    Optional<OwnRedis> ownRedis();

    @Override
    void close();
}
