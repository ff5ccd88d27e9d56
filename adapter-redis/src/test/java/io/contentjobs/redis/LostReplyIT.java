package io.contentjobs.redis;

import java.io.IOException;

final class LostReplyIT extends LostReplyContract {
    @Override
    RedisProcess startBehind(int proxyPort) throws IOException {
        return RedisProcess.start();
    }

    @Override
    String scheme() {
        return "redis";
    }
}
