package io.contentjobs.http;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import io.contentjobs.http.testing.ServedJobs;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;

final class JobStatusServerHttpContractTest extends JobStatusHttpContract {
    private static final ServedJobs SERVED = ServedJobs.start();
    private static final ServedJobs ON_A_STORE_THAT_IS_DOWN = ServedJobs.startOnAStoreThatIsDown();

    @AfterAll
    static void stop() {
        SERVED.close();
        ON_A_STORE_THAT_IS_DOWN.close();
    }

    @Override
    protected URI baseUrl() {
        return SERVED.baseUrl();
    }

    @Override
    protected StoreFixture store() {
        return SERVED.store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return ON_A_STORE_THAT_IS_DOWN.baseUrl();
    }
}
