package io.contentjobs.examples.modules;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;

/** Serves the jobs of a Redis on a free port until the end of the standard input. Argument: Redis's URL. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        var options = new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(2), Duration.ofSeconds(10), 100);
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(1))) {
            var jobs = new JobStatusLookup(store.reader());
            var waiting = new JobStatusWatcher(store.statuses(), jobs, Duration.ofMillis(200));
            try (JobStatusServer server = JobStatusServer.start(options, jobs, waiting)) {
                System.out.println(server.port());
                System.in.transferTo(System.err);
                server.endWaiting();
                waiting.close();
            }
        }
    }
}
