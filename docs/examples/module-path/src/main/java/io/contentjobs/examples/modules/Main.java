package io.contentjobs.examples.modules;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.http.JobStatusPlugin;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.javalin.Javalin;
import java.io.IOException;

/** Serves the jobs of a Redis on a free port until the end of the standard input. Argument: Redis's URL. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]))) {
            var jobs = new JobStatusLookup(store.reader());
            var waiting = new JobStatusWatcher(store.statuses(), jobs);
            Javalin application = Javalin.create(config -> {
                        config.registerPlugin(new JobStatusPlugin(jobs, waiting));
                        config.events.serverStopping(waiting::close);
                    })
                    .start("127.0.0.1", 0);
            System.out.println(application.port());
            System.in.transferTo(System.err);
            application.stop();
        }
    }
}
