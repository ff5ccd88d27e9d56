package io.contentjobs.http.status;

import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.MountedServers;
import io.contentjobs.http.contract.HttpGetJobStatus;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link GetJobStatus}, over HTTP, for each mount of the resource. */
@ParameterizedClass
@MethodSource("io.contentjobs.http.MountedServers#ofEachMount")
final class GetJobStatusOverHttpTest extends GetJobStatusContract {
    private final MountedServers servers;

    GetJobStatusOverHttpTest(MountedServers servers) {
        this.servers = servers;
    }

    @Override
    protected GetJobStatus subject() {
        return new HttpGetJobStatus(servers.up().baseUrl());
    }

    @Override
    protected StoreFixture store() {
        return servers.up().store();
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return new HttpGetJobStatus(servers.down().baseUrl());
    }
}
