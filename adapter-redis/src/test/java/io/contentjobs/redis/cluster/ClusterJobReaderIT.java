package io.contentjobs.redis.cluster;

import io.contentjobs.application.testing.JobReaderContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobReader;
import io.contentjobs.redis.testing.RealCluster;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ClusterJobReaderIT extends JobReaderContract {
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @Override
    protected JobReader reader() {
        return CLUSTER.reader();
    }

    @Override
    protected StoreFixture store() {
        return CLUSTER.fixture();
    }

    @Override
    protected JobReader readerOfAStoreThatIsDown() {
        return CLUSTER.readerOfAStoreThatIsDown();
    }
}
