package io.contentjobs.http.contract;

import io.contentjobs.application.testing.StoreFixture;
import java.net.URI;
import org.junit.jupiter.api.Timeout;

/**
 * Polls, waits and streams of {@code /api/content/jobs/{jobId}/status}. The server under test must answer the test without a
 * token, and more often than it answers a client.
 */
@Timeout(120)
public abstract class JobStatusHttpContract implements PollContract, WaitContract, StreamContract {
    /** Returns where the resource is served: {@code /api/content/jobs/…} is appended. */
    protected abstract URI baseUrl();

    /** Returns the store that the server reads. */
    protected abstract StoreFixture store();

    /** Returns where the resource is served by a server whose store cannot be reached. */
    protected abstract URI baseUrlOnAStoreThatIsDown();

    /** Returns a filter between the clients and the servers. */
    protected ClientFilter filter() {
        return ClientFilter.NONE;
    }

    @Override
    public final StatusClient client() {
        return new StatusClient(baseUrl(), filter());
    }

    @Override
    public final StatusClient clientOnAStoreThatIsDown() {
        return new StatusClient(baseUrlOnAStoreThatIsDown(), filter());
    }

    @Override
    public final StoredJobs jobs() {
        return new StoredJobs(store());
    }
}
