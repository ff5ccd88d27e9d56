package io.contentjobs.bootstrap;

import io.contentjobs.http.HttpReply;
import io.contentjobs.http.HttpRoute;
import java.util.List;

/** What a supervisor asks: whether to restart the process, and whether to send it requests. */
final class HealthRoutes {
    private static final HttpReply LIVE = HttpReply.json(200, "{\"status\":\"live\"}");
    private static final HttpReply READY = HttpReply.json(200, "{\"status\":\"ready\"}");
    private static final HttpReply NOT_READY = HttpReply.json(503, "{\"status\":\"not ready\"}");

    private HealthRoutes() {}

    static List<HttpRoute> all(Readiness readiness) {
        return List.of(
                HttpRoute.get("/health/live", LIVE),
                HttpRoute.get("/health/ready", call -> readiness.isReady() ? READY : NOT_READY));
    }
}
