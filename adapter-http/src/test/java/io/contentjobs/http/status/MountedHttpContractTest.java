package io.contentjobs.http.status;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract over HTTP, however the resource is served. */
@ParameterizedClass
@EnumSource(Mount.class)
final class MountedHttpContractTest extends JobStatusHttpContract {
    private static final List<Waiting> SERVERS = new ArrayList<>();

    MountedHttpContractTest(Mount mount) {}

    @BeforeParameterizedClassInvocation
    static void start(Mount mount) {
        SERVERS.add(new Waiting(mount, 50));
        SERVERS.add(new Waiting(mount, 1));
        SERVERS.get(1).store().setAvailable(false);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        SERVERS.forEach(Waiting::close);
        SERVERS.clear();
    }

    @Override
    protected URI baseUrl() {
        return SERVERS.get(0).baseUrl();
    }

    @Override
    protected StoreFixture store() {
        return SERVERS.get(0).store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return SERVERS.get(1).baseUrl();
    }
}
