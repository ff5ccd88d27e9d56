package io.contentjobs.redis;

import java.io.IOException;

final class LostReplyInClusterIT extends LostReplyContract {
    @Override
    RedisProcess startBehind(int proxyPort) throws IOException {
        RedisProcess node = RedisProcess.start(
                "--cluster-enabled",
                "yes",
                "--cluster-announce-ip",
                "127.0.0.1",
                "--cluster-announce-port",
                String.valueOf(proxyPort));
        ClusterNodes.join(node);
        return node;
    }

    @Override
    String scheme() {
        return "redis-cluster";
    }
}
