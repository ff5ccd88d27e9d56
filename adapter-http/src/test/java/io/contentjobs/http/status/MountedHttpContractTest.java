package io.contentjobs.http.status;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.MountedServers;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract over HTTP, for each mount of the resource. */
@ParameterizedClass
@MethodSource("io.contentjobs.http.MountedServers#ofEachMount")
final class MountedHttpContractTest extends JobStatusHttpContract {
    private final MountedServers servers;

    MountedHttpContractTest(MountedServers servers) {
        this.servers = servers;
    }

    @Override
    protected URI baseUrl() {
        return servers.up().baseUrl();
    }

    @Override
    protected StoreFixture store() {
        return servers.up().store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return servers.down().baseUrl();
    }
}
