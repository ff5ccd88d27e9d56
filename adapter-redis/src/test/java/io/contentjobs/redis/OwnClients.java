package io.contentjobs.redis;

import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;

/** The clients that {@link RedisStore#connect} opens, for tests of other packages. */
public final class OwnClients {
    private OwnClients() {}

    public static ClientSource of(RedisUrl url, RedisErrors errors, Duration timeout) {
        return Clients.of(url, errors, timeout);
    }
}
