package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.Load;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.SlowClients;
import io.contentjobs.http.testing.SlowClients.Script;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
final class SlowConnectionsIT {
    private static final int OF_EACH = 400;

    /** The longest URL that is allowed: unread answers of 50 kB fill the buffers of a connection soon. */
    private static final String LONG_URL = "https://cdn.example.com/" + "a".repeat(16_360);

    /** Threads that the pool of Java 17 keeps after the load: it ends one a minute. */
    private static final int POOLED = VirtualThreads.exist() ? 0 : 250;

    private static final Duration DRIP = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void clients_are_served_and_nothing_leaks_while_2000_connections_are_slow() throws Exception {
        Job job = Jobs.processing();
        Job completed = Jobs.completed();
        deployment.raw().put(job);
        deployment.raw().put(completed);
        deployment.raw().putImageUrls(Jobs.draftOf(completed), new ImageUrls(LONG_URL, LONG_URL, LONG_URL));
        ServerProcess server = deployment.process();
        HttpRequest request = new Client(server).request("GET", Client.pathOf(job.id()));
        warmUp(request);
        Footprint alone = Footprint.of(server.pid());
        Load load = deployment.add(new Load(request));
        load.awaitAnswers(200);

        String poll = head(job);
        List<SlowClients> slow = Stream.of(
                        Script.dripping(poll + "Drip: ", "x"),
                        Script.dripping(poll + "\r\n" + poll + "Drip: ", "x"),
                        Script.dripping(poll + "Content-Length: 1000\r\n\r\n", "x"),
                        Script.SILENT,
                        Script.notReading((head(completed) + "\r\n").repeat(10)))
                .map(script -> deployment.add(new SlowClients(server.port(), OF_EACH, script, DRIP)))
                .toList();

        Await.within(TIMEOUT, "no slow client left", () -> slow.stream().allMatch(clients -> clients.open() == 0));
        load.awaitAnswers(200);
        List<Load.Answer> answers = load.stop();
        Footprint.awaitLike(
                new Footprint(alone.threads() + POOLED, alone.descriptors(), alone.heapKilobytes()), server.pid());
        // Clients that do not read keep a small machine so busy that a few reads of Redis time out.
        assertThat(answers.stream().filter(answer -> answer.status() != 200).count())
                .isLessThanOrEqualTo(answers.size() / 1_000);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.latency()).isLessThan(Duration.ofSeconds(30)));
        assertThat(server.err().soFar()).allMatch(ServerProcess::isInfo);
    }

    private static String head(Job job) {
        return "GET " + Client.pathOf(job.id()) + " HTTP/1.1\r\nHost: h\r\n";
    }

    /** Lets the server allocate what it keeps for normal clients before its footprint is taken. */
    private static void warmUp(HttpRequest request) throws InterruptedException {
        try (Load load = new Load(request)) {
            for (int i = 0; i < 20; i++) {
                load.awaitAnswers(200);
            }
            load.stop();
        }
    }
}
