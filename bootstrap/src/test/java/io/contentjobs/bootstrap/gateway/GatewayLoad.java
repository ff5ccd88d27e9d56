package io.contentjobs.bootstrap.gateway;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients who poll, wait and stream, each one job after the other to its end, which comes soon, until they are stopped. */
final class GatewayLoad implements AutoCloseable {
    private static final int CLIENTS_OF_EACH_KIND = 6;
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(4);
    private static final int MIN_MILLIS = 100;
    private static final int MAX_MILLIS = 1_500;

    private final int port;
    private final RawRedis redis;
    private final GatewayTally tally = new GatewayTally();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopped;

    /** @param redis where the jobs are put */
    GatewayLoad(int port, RawRedis redis) {
        this.port = port;
        this.redis = redis;
        for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
            start("poll", GatewayLoad::poll);
            start("wait", (client, path) -> client.untilCompleted(path, "Prefer: wait=10"));
            start("stream", FollowingClient::stream);
        }
    }

    /** A client's way to follow a job to its end. */
    private interface Mode {
        void follow(FollowingClient client, String path);
    }

    private static void poll(FollowingClient client, String path) {
        while (!client.isCompleted(path)) {
            LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
        }
    }

    private void start(String name, Mode mode) {
        Thread thread = new Thread(() -> run(mode), name);
        thread.setDaemon(true);
        clients.add(thread);
        thread.start();
    }

    private void run(Mode mode) {
        try (FollowingClient client = new FollowingClient(port, tally)) {
            while (!stopped) {
                Job job = Jobs.processing();
                redis.put(job);
                CompletableFuture<Void> end = CompletableFuture.runAsync(() -> complete(job), soon());
                mode.follow(client, "/api/content/jobs/" + job.id() + "/status");
                end.join();
                tally.jobEnded();
            }
        } catch (RuntimeException | Error unexpected) {
            tally.lost(unexpected.toString());
        }
    }

    private static Executor soon() {
        return CompletableFuture.delayedExecutor(
                ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS), TimeUnit.MILLISECONDS);
    }

    private void complete(Job job) {
        redis.putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        redis.commands().hset("job:" + job.id(), "status", "COMPLETED");
    }

    GatewayTally tally() {
        return tally;
    }

    /** Lets each client follow its job to the end, and returns what they saw. */
    GatewayTally stop() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join(Duration.ofMinutes(1).toMillis());
            if (client.isAlive()) {
                throw new AssertionError(client.getName() + " does not come to an end; " + tally);
            }
        }
        return tally;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
