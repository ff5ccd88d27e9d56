package io.contentjobs.redis.cluster;

import io.contentjobs.application.testing.JobWriterContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.testing.RealCluster;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ClusterJobWriterIT extends JobWriterContract {
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @Override
    protected JobWriter writer() {
        return CLUSTER.writer();
    }

    @Override
    protected JobReader reader() {
        return CLUSTER.reader();
    }

    @Override
    protected StoreFixture store() {
        return CLUSTER.fixture();
    }

    @Override
    protected JobWriter writerToAStoreThatIsDown() {
        return CLUSTER.writerToAStoreThatIsDown();
    }
}
