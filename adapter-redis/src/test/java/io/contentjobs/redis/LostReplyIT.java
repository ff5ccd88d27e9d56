package io.contentjobs.redis;

import io.contentjobs.redis.testing.LostReplyContract;
import java.io.IOException;

final class LostReplyIT extends LostReplyContract {
    @Override
    public RedisProcess startBehind(int proxyPort) throws IOException {
        return RedisProcess.start();
    }

    @Override
    public String scheme() {
        return "redis";
    }
}
