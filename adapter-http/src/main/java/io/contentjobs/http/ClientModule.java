package io.contentjobs.http;

/** {@code content-jobs.js}, with which browsers follow a job to its end. It goes with the resource that it asks. */
final class ClientModule {
    static final String PATH = "/client/content-jobs.js";

    private ClientModule() {}

    static HttpRoute route() {
        return HttpRoute.get(
                PATH,
                HttpReply.ofResource(ClientModule.class, "client/content-jobs.js", "text/javascript;charset=utf-8"));
    }
}
