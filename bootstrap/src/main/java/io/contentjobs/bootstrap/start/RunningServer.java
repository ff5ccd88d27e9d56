package io.contentjobs.bootstrap.start;

import io.contentjobs.redis.RedisUrl;
import java.util.Optional;
import java.util.OptionalInt;

/** A running server, as the start text needs it. */
public interface RunningServer extends AutoCloseable {
    int httpPort();

    /** The port of health and metrics, if it is a separate one. */
    OptionalInt managementPort();

    /** The URL of the Redis that the server reads. */
    RedisUrl redisUrl();

    /** The access to that Redis, if it is the server's own. */
    Optional<OwnRedis> ownRedis();

    @Override
    void close();
}
