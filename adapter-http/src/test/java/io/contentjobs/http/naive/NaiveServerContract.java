package io.contentjobs.http.naive;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import io.contentjobs.http.testing.ServedJobs;
import java.net.URI;

/** The contract, run against servers that make a mistake. Not run by itself: it would fail. */
final class NaiveServerContract extends JobStatusHttpContract {
    private static final ServedJobs RIGHT = ServedJobs.start();
    private static final ServedJobs RIGHT_ON_A_STORE_THAT_IS_DOWN = ServedJobs.startOnAStoreThatIsDown();
    private static NaiveServer server = new NaiveServer(RIGHT.baseUrl(), Mistake.NONE);
    private static NaiveServer serverOnAStoreThatIsDown =
            new NaiveServer(RIGHT_ON_A_STORE_THAT_IS_DOWN.baseUrl(), Mistake.NONE);

    /** Has both servers make that mistake from now on. */
    static void make(Mistake mistake) {
        closeNaiveServers();
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
