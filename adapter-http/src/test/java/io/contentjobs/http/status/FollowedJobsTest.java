package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers, the watcher, and clients that wait or stream, in random interleavings. A writer goes on only after each client of its
 * job has received the last change: a missed change stops the writer.
 */
@Timeout(240)
final class FollowedJobsTest {
    @AutoClose
    private final Waiting server = new Waiting(Mount.SERVER, 50);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void each_client_receives_each_change_once(long seed) throws Exception {
        Random random = new Random(seed);
        List<FutureTask<List<String>>> clients = new ArrayList<>();
        List<FutureTask<Void>> writers = new ArrayList<>();
        for (int j = 0; j < 12; j++) {
            JobId id = server.pending();
            Semaphore received = new Semaphore(0);
            int following = 1 + random.nextInt(3);
            for (int f = 0; f < following; f++) {
                Random own = new Random(random.nextLong());
                clients.add(run(() -> own.nextBoolean() ? stream(id, received) : waitRepeatedly(id, own, received)));
            }
            Random own = new Random(random.nextLong());
            writers.add(run(() -> {
                received.acquire(following);
                pause(own);
                server.start(id);
                received.acquire(following);
                pause(own);
                server.complete(id);
                return null;
            }));
        }
        for (FutureTask<Void> writer : writers) {
            writer.get(100, TimeUnit.SECONDS);
        }
        for (FutureTask<List<String>> client : clients) {
            assertThat(client.get(100, TimeUnit.SECONDS)).containsExactly("PENDING", "PROCESSING", "COMPLETED");
        }
        server.awaitWaiters(0);
    }

    private List<String> stream(JobId id, Semaphore received) {
        List<String> seen = new ArrayList<>();
        EventStream events = server.connect().send(get(id, STREAM)).receiveStream();
        while (!seen.contains("COMPLETED")) {
            seen.add(status(events.next().data()));
            received.release();
        }
        assertThat(events.rest()).isEmpty();
        return seen;
    }

    private List<String> waitRepeatedly(JobId id, Random random, Semaphore received) {
        List<String> seen = new ArrayList<>();
        RawConnection client = server.connect();
        String known = "\"nothing\"";
        while (!seen.contains("COMPLETED")) {
            RawResponse response = client.send(get(id, "Prefer: wait=100", "If-None-Match: " + known))
                    .receive();
            seen.add(status(response.body()));
            known = response.header("etag");
            received.release();
            pause(random);
        }
        return seen;
    }

    private static String status(String body) {
        return body.replaceAll("\\{\"status\":\"([A-Z]+)\".*", "$1");
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(3_000_000));
    }

    private static <T> FutureTask<T> run(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "follower");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
