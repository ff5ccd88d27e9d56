package io.contentjobs.bootstrap.page;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import java.time.Clock;
import java.util.Map;

/** A server with the page, on a Redis of its own and any free port. */
final class DemoServer implements AutoCloseable {
    private final ContentJobs server;

    private DemoServer(ContentJobs server) {
        this.server = server;
    }

    /** @param demoDuration how long a demo job takes on average */
    static DemoServer start(String demoDuration) throws Exception {
        Settings settings = Settings.from(Map.of("HTTP_PORT", "0", "DEMO_DURATION", demoDuration));
        return new DemoServer(ContentJobs.start(settings, Clock.systemUTC()));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.httpPort() + path;
    }

    int port() {
        return server.httpPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
