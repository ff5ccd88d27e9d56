package io.contentjobs.bootstrap.gateway;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The HTTP contract through the gateway: docs/gateway/nginx.conf changes no answer of the server. */
@Tag("full")
final class GatewayContractIT extends JobStatusHttpContract {
    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static StoreFixture store;
    private static URI baseUrl;
    private static URI baseUrlOnAStoreThatIsDown;

    @BeforeAll
    static void start() throws Exception {
        store = DEPLOYMENT.raw();
        baseUrl = behindAGateway(DEPLOYMENT.redis().url().toString());
        baseUrlOnAStoreThatIsDown = behindAGateway(DEPLOYMENT.urlOfNoRedis());
    }

    private static URI behindAGateway(String redisUrl) throws Exception {
        int server = DEPLOYMENT.server("REDIS_URL", redisUrl).httpPort();
        Gateway gateway =
                DEPLOYMENT.add(Gateway.before(server, server, DEPLOYMENT.directory(), Gateway.WITHOUT_RATE_LIMIT));
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    @Override
    protected URI baseUrl() {
        return baseUrl;
    }

    @Override
    protected StoreFixture store() {
        return store;
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return baseUrlOnAStoreThatIsDown;
    }
}
