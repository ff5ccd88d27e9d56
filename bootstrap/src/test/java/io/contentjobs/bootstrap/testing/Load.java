package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Four clients that repeat one request without a pause until they are stopped. */
public final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    /** The status of an answer, -1 if there was none, and its latency. */
    public record Answer(int status, Duration latency) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> counts = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Load(HttpRequest request) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread thread = new Thread(() -> ask(request), "load");
            threads.add(thread);
            thread.start();
        }
    }

    private void ask(HttpRequest request) {
        while (!stopped) {
            long start = System.nanoTime();
            int status = status(request);
            answers.add(new Answer(status, Duration.ofNanos(System.nanoTime() - start)));
            counts.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
        }
    }

    private int status(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException failure) {
            return -1;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Waits until each client, on average, has received two more answers of this status. */
    public void awaitAnswers(int status) {
        long before = count(status);
        Await.within(Duration.ofSeconds(30), "answers of " + status, () -> count(status) - before > 2L * CLIENTS);
    }

    private long count(int status) {
        AtomicLong count = counts.get(status);
        return count == null ? 0 : count.get();
    }

    /** Stops the clients and returns all answers. */
    public List<Answer> stop() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
