package io.contentjobs.redis.cluster;

import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClusterNodes;
import io.contentjobs.redis.testing.LostReplyContract;
import java.io.IOException;

final class LostReplyInClusterIT extends LostReplyContract {
    @Override
    public RedisProcess startBehind(int proxyPort) throws IOException {
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
    public String scheme() {
        return "redis-cluster";
    }
}
