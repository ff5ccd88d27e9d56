package io.contentjobs.http.status;

import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.contract.HttpGetJobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link GetJobStatus}, kept over HTTP. */
@ParameterizedClass
@EnumSource(Mount.class)
final class GetJobStatusOverHttpTest extends GetJobStatusContract {
    private static final List<Waiting> SERVERS = new ArrayList<>();

    GetJobStatusOverHttpTest(Mount mount) {}

    @BeforeParameterizedClassInvocation
    static void start(Mount mount) {
        SERVERS.add(new Waiting(mount, 1));
        SERVERS.add(new Waiting(mount, 1));
        SERVERS.get(1).store().setAvailable(false);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        SERVERS.forEach(Waiting::close);
        SERVERS.clear();
    }

    @Override
    protected GetJobStatus subject() {
        return new HttpGetJobStatus(SERVERS.get(0).baseUrl());
    }

    @Override
    protected StoreFixture store() {
        return SERVERS.get(0).store();
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return new HttpGetJobStatus(SERVERS.get(1).baseUrl());
    }
}
