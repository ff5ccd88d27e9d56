package io.contentjobs.bootstrap;

import io.contentjobs.http.HttpReply;
import io.contentjobs.http.HttpRoute;
import java.util.List;

/** What a supervisor asks: whether to restart the process, and whether to send it requests. */
final class HealthRoutes {
    private static final HttpReply LIVE = HttpReply.json(200, "{\"status\":\"live\"}");

    private HealthRoutes() {}

    /** @param demo whether this server answers from a Redis of its own; readiness then says so */
    static List<HttpRoute> all(Readiness readiness, boolean demo) {
        HttpReply ready = readiness(200, "ready", demo);
        HttpReply notReady = readiness(503, "not ready", demo);
        return List.of(
                HttpRoute.get("/health/live", LIVE),
                HttpRoute.get("/health/ready", call -> readiness.isReady() ? ready : notReady));
    }

    private static HttpReply readiness(int code, String status, boolean demo) {
        return HttpReply.json(code, "{\"status\":\"" + status + "\"" + (demo ? ",\"demo\":true" : "") + "}");
    }
}
