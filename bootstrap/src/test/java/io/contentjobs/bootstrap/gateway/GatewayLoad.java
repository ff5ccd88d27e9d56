package io.contentjobs.bootstrap.gateway;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Clients that poll, wait and stream until they are stopped. Each client follows one short job after the other. */
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

    /** @param redis for the records of the jobs */
    GatewayLoad(int port, RawRedis redis) {
        this.port = port;
        this.redis = redis;
        for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
            start("poll", GatewayLoad::poll);
            start("wait", GatewayLoad::await);
            start("stream", FollowingClient::stream);
        }
    }

    private static void poll(FollowingClient client, String path) {
        while (!client.isCompleted(path)) {
            LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
        }
    }

    private static void await(FollowingClient client, String path) {
        boolean completed = false;
        while (!completed) {
            completed = client.isCompleted(path, "Prefer: wait=10");
        }
    }

    private void start(String name, BiConsumer<FollowingClient, String> follow) {
        Thread thread = new Thread(() -> run(follow), name);
        thread.setDaemon(true);
        clients.add(thread);
        thread.start();
    }

    private void run(BiConsumer<FollowingClient, String> follow) {
        try (FollowingClient client = new FollowingClient(port, tally)) {
            while (!stopped) {
                Job job = Jobs.processing();
                redis.put(job);
                int millis = ThreadLocalRandom.current().nextInt(MIN_MILLIS, MAX_MILLIS);
                var later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
                CompletableFuture<Void> end = CompletableFuture.runAsync(() -> redis.complete(job), later);
                follow.accept(client, Client.pathOf(job.id()));
                end.join();
            }
        } catch (RuntimeException | Error unexpected) {
            tally.lost.add(unexpected.toString());
        }
    }

    GatewayTally tally() {
        return tally;
    }

    /** Lets each client follow its job to the end, and returns the outcomes. */
    GatewayTally stop() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            client.join(Duration.ofMinutes(1).toMillis());
            if (client.isAlive()) {
                throw new AssertionError(client.getName() + " does not end; " + tally);
            }
        }
        return tally;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
