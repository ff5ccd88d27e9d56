package io.contentjobs.http.testing;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.routes.Replies;
import io.javalin.config.RoutesConfig;
import java.time.Duration;

/** Servers on any free port. */
public final class Servers {
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    public static final Duration MAX_WAIT = Duration.ofSeconds(10);
    public static final int MAX_WAITERS = 50;
    public static final HttpOptions OPTIONS = options(HttpAccess.OPEN);

    /** For clients that only poll. */
    public static final AwaitJobStatus NO_WAITING = new ScriptedWaiting().withEach(listener -> {
        throw new AssertionError("No client waits");
    });

    private Servers() {}

    public static HttpOptions options(HttpAccess access) {
        return options(0, access);
    }

    public static HttpOptions options(int port, HttpAccess access) {
        return new HttpOptions("127.0.0.1", port, POLL_INTERVAL, MAX_WAIT, MAX_WAITERS, access);
    }

    public static JobStatusServer polled(GetJobStatus jobs) {
        return polled(OPTIONS, jobs, ServerParts.NONE);
    }

    public static JobStatusServer polled(HttpOptions options, GetJobStatus jobs, ServerParts parts) {
        return JobStatusServer.start(options, jobs, NO_WAITING, parts);
    }

    /** Adds routes that answer <code>{}</code>, and /broken and /api/broken, which fail. */
    public static void addRoutes(RoutesConfig routes, String... paths) {
        for (String path : paths) {
            Replies.onGet(routes, path, ctx -> Replies.json(ctx, 200, "{}"));
        }
        for (String path : new String[] {"/broken", "/api/broken"}) {
            Replies.onGet(routes, path, ctx -> {
                throw new IllegalStateException("a secret");
            });
        }
    }
}
