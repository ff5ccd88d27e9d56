package io.contentjobs.http;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract over HTTP, however the resource is served. */
@ParameterizedClass
@EnumSource(Mount.class)
final class MountedHttpContractTest extends JobStatusHttpContract {
    private final Waiting server;
    private final Waiting serverOnAStoreThatIsDown;

    MountedHttpContractTest(Mount mount) {
        server = new Waiting(mount, 50, Timing.DEFAULT);
        serverOnAStoreThatIsDown = new Waiting(mount, 1, Timing.DEFAULT);
        serverOnAStoreThatIsDown.store().setAvailable(false);
    }

    @AfterEach
    void stop() {
        server.close();
        serverOnAStoreThatIsDown.close();
    }

    @Override
    protected URI baseUrl() {
        return baseUrlOf(server);
    }

    @Override
    protected StoreFixture store() {
        return server.store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return baseUrlOf(serverOnAStoreThatIsDown);
    }

    private static URI baseUrlOf(Waiting server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
