package io.contentjobs.http.contract;

import io.contentjobs.application.testing.StoreFixture;
import java.net.URI;
import org.junit.jupiter.api.Timeout;

/**
 * Polls, waits and streams of {@code /api/content/jobs/{jobId}/status}. The server under test must let the test ask without a
 * token, and more often than a client does.
 */
@Timeout(120)
public abstract class JobStatusHttpContract implements PollContract, WaitContract, StreamContract {
    /** Returns where the resource is served: {@code /api/content/jobs/…} is appended. */
    protected abstract URI baseUrl();

    /** Returns the store that the server reads. */
    protected abstract StoreFixture store();

    /** Returns where the resource is served by a server whose store cannot be reached. */
    protected abstract URI baseUrlOnAStoreThatIsDown();

    @Override
    public final StatusClient client() {
        return new StatusClient(baseUrl());
    }

    @Override
    public final StatusClient clientOnAStoreThatIsDown() {
        return new StatusClient(baseUrlOnAStoreThatIsDown());
    }

    @Override
    public final StoredJobs jobs() {
        return new StoredJobs(store());
    }
}
