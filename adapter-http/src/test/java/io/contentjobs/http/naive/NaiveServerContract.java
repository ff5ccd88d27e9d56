package io.contentjobs.http.naive;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;

/** The contract, run against servers that make a mistake. Not run by itself: it would fail. */
final class NaiveServerContract extends JobStatusHttpContract {
    private static final Waiting RIGHT = new Waiting(Mount.SERVER, 50);
    private static final Waiting RIGHT_ON_A_STORE_THAT_IS_DOWN = new Waiting(Mount.SERVER, 1);
    private static NaiveServer server = new NaiveServer(RIGHT.baseUrl(), Mistake.NONE);
    private static NaiveServer serverOnAStoreThatIsDown =
            new NaiveServer(RIGHT_ON_A_STORE_THAT_IS_DOWN.baseUrl(), Mistake.NONE);

    /** Makes both servers make the mistake from now on. */
    static void make(Mistake mistake) {
        closeNaiveServers();
        RIGHT_ON_A_STORE_THAT_IS_DOWN.store().setAvailable(false);
        server = new NaiveServer(RIGHT.baseUrl(), mistake);
        serverOnAStoreThatIsDown = new NaiveServer(RIGHT_ON_A_STORE_THAT_IS_DOWN.baseUrl(), mistake);
    }

    /** Stops all servers. */
    static void stop() {
        closeNaiveServers();
        RIGHT.close();
        RIGHT_ON_A_STORE_THAT_IS_DOWN.close();
    }

    private static void closeNaiveServers() {
        server.close();
        serverOnAStoreThatIsDown.close();
    }

    @Override
    protected URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    protected StoreFixture store() {
        return RIGHT.store();
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return serverOnAStoreThatIsDown.baseUrl();
    }
}
