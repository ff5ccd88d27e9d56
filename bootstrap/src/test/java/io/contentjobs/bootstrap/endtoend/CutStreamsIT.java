package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CutStreamsIT {
    private static final Duration HEARTBEATS = Duration.ofSeconds(15);
    private static final int FEW = 30;
    private static final int MANY = 2_000;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void server_frees_all_resources_of_streams_whose_clients_close_or_reset_the_connection(long seed) throws Exception {
        Random random = new Random(seed);
        Job job = Jobs.processing();
        deployment.raw().put(job);
        ContentJobs server = deployment.server("MAX_WAITERS", "" + MANY);
        LogCapture warnings = deployment.add(LogCapture.begin());
        String request = Requests.get(job.id(), "Accept: text/event-stream");
        RawConnection first = RawConnection.to(server.httpPort()).send(request);
        Await.until("the first stream", () -> server.waiters() == 1);
        first.close();
        Await.until("its end", () -> server.waiters() == 0);
        long files = count("fd");
        long threads = count("task");

        List<RawConnection> open = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            RawConnection client = RawConnection.to(server.httpPort()).send(request);
            open.add(random.nextBoolean() ? client.resetWhenClosed() : client);
            if (random.nextBoolean()) {
                open.remove(random.nextInt(open.size())).close();
            }
        }
        Await.until("the open streams", () -> server.waiters() >= open.size());
        open.forEach(RawConnection::close);

        Await.within(HEARTBEATS, "no waiting client", () -> server.waiters() == 0);
        Await.until("as few open files as before", () -> count("fd") <= files + FEW);
        if (VirtualThreads.exist()) {
            Await.until("as few threads as before", () -> count("task") <= threads + FEW);
        }
        assertThat(warnings.warnings()).isEmpty();
    }

    /** Counts entries of this process, which is client and server, in {@code /proc}; returns 0 where there is none. */
    private static long count(String what) throws IOException {
        Path all = Path.of("/proc/self", what);
        if (!Files.isDirectory(all)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(all)) {
            return entries.count();
        }
    }
}
