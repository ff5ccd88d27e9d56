package io.contentjobs.http.naive;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.Mount;
import io.contentjobs.http.MountedServers;
import io.contentjobs.http.contract.ClientFilter;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;

/** The contract, run against a server that makes a mistake. It does not run by itself: it would fail. */
final class NaiveServerContract extends JobStatusHttpContract {
    static final MountedServers SERVERS = new MountedServers(Mount.SERVER);

    private static ClientFilter mistake = ClientFilter.NONE;

    /** Makes the server make this mistake from now on. */
    static void make(ClientFilter next) {
        mistake = next;
    }

    @Override
    protected ClientFilter filter() {
        return mistake;
    }

    @Override
    protected URI baseUrl() {
        return SERVERS.up().baseUrl();
    }

    @Override
    protected StoreFixture store() {
        return SERVERS.up().store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return SERVERS.down().baseUrl();
    }
}
