package io.contentjobs.bootstrap;

import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.http.HttpRoute;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What there is to look at and to try where the Redis is our own: a page, and a generator behind it. */
final class Demo implements AutoCloseable {
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final DemoGenerator generator;
    private final EndedJobs ended;
    private final List<HttpRoute> routes;

    private Demo(DemoGenerator generator, EndedJobs ended, List<HttpRoute> routes) {
        this.generator = generator;
        this.ended = ended;
        this.routes = routes;
    }

    static Demo start(RecordJobProgress progress, Settings settings) {
        EndedJobs ended = new EndedJobs(System::nanoTime);
        DemoScript script = new DemoScript(settings.demoDuration(), new Random());
        DemoGenerator generator = new DemoGenerator(progress, script, ended, RETRY_PAUSE);
        return new Demo(
                generator,
                ended,
                Stream.concat(PageRoutes.all().stream(), new DemoRoutes(generator, ended).all().stream())
                        .toList());
    }

    List<HttpRoute> routes() {
        return routes;
    }

    /** Returns when the jobs ended. */
    EndedJobs ended() {
        return ended;
    }

    @Override
    public void close() {
        generator.close();
    }
}
