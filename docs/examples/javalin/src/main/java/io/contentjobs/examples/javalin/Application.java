package io.contentjobs.examples.javalin;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.http.JobStatusPlugin;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.javalin.Javalin;

/** An application with a page of its own and the job-status resource. */
final class Application {
    private Application() {}

    /** Argument: Redis's URL. */
    public static void main(String[] args) {
        Javalin application = start(RedisUrl.parse(args[0]), 8080);
        Runtime.getRuntime().addShutdownHook(new Thread(application::stop));
    }

    static Javalin start(RedisUrl redis, int port) {
        RedisStore store = RedisStore.connect(redis);
        var jobs = new JobStatusLookup(store.reader());
        var waiting = new JobStatusWatcher(store.statuses(), jobs);
        return Javalin.create(config -> {
                    config.registerPlugin(new JobStatusPlugin(jobs, waiting));
                    config.events.serverStopping(waiting::close);
                    config.events.serverStopped(store::close);
                    config.routes.get("/", context -> context.result("the application's own page"));
                })
                .start("127.0.0.1", port);
    }
}
