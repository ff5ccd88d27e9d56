package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Replaces a master as an operator does: nothing that was acknowledged is lost, and the former master stays up, as a
 * replica. The former master takes no writes from the moment on at which the replica is asked to take over.
 */
@FunctionalInterface
public interface ManagedFailOver {
    /** Longer than Redis gives one attempt of {@code CLUSTER FAILOVER}. */
    Duration ATTEMPT = Duration.ofSeconds(6);

    /** Replaces one master; all servers agree on its successor when this returns. */
    void run() throws InterruptedException;

    /**
     * Returns one of two servers behind one address.
     *
     * @param address leads new connections to a port from now on; open connections stay
     */
    static ManagedFailOver behindOneAddress(Node first, Node second, IntConsumer address) {
        List<Node> masterFirst = new ArrayList<>(List.of(first, second));
        return () -> {
            Node master = masterFirst.get(0);
            Node replica = masterFirst.get(1);
            replica.ask("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
            Await.until("a replica", () -> master.isFollowed(1));
            pauseWrites(master);
            Await.until("a replica that has the rest", () -> master.isReplicated(1));
            replica.ask("REPLICAOF", "NO", "ONE");
            address.accept(replica.port());
            master.ask("REPLICAOF", "127.0.0.1", Integer.toString(replica.port()));
            master.ask("CLIENT", "UNPAUSE");
            Await.until("a former master that follows", () -> replica.isFollowed(1));
            masterFirst.set(0, replica);
            masterFirst.set(1, master);
        };
    }

    /** Returns a fail-over by the Sentinels ({@code SENTINEL FAILOVER}). */
    static ManagedFailOver by(SentinelTopology topology) {
        return () -> {
            Node master = master(topology);
            pauseWrites(master);
            topology.awaitReplicasOf(master);
            Node sentinel = topology.sentinels().get(0);
            Await.until(
                    "a Sentinel that begins",
                    () -> sentinel.ask("SENTINEL", "FAILOVER", "jobs").equals("OK"));
            topology.awaitSuccessorOf(master);
            Node successor = master(topology);
            master.ask("REPLICAOF", "127.0.0.1", Integer.toString(successor.port()));
            master.ask("CLIENT", "UNPAUSE");
            topology.awaitWhole(successor);
        };
    }

    /** Returns a fail-over in a Cluster ({@code CLUSTER FAILOVER}), of one master after the other. */
    static ManagedFailOver by(ClusterTopology topology) {
        int masters = topology.masters().size();
        List<Node> masterFirst = new ArrayList<>(topology.servers());
        int[] round = {0};
        return () -> {
            int pair = round[0]++ % masters;
            Node master = masterFirst.get(pair);
            Node replica = masterFirst.get(masters + pair);
            takeOver(replica, master);
            Await.until("a former master that follows", () -> replica.isFollowed(1));
            masterFirst.set(pair, replica);
            masterFirst.set(masters + pair, master);
        };
    }

    /**
     * Has the replica take over. An attempt may fail: Redis gives it up after 5 s, and a replica that has not heard of the
     * latest election loses what it has won. To ask again earlier would begin a new attempt while the other nodes still vote.
     */
    private static void takeOver(Node replica, Node master) throws InterruptedException {
        AtomicLong askAgainAt = new AtomicLong(System.nanoTime());
        Await.until("a replica that has taken over", () -> {
            boolean still = replica.ask("ROLE").startsWith("[slave");
            if (still && System.nanoTime() - askAgainAt.get() >= 0) {
                replica.ask("CLUSTER", "FAILOVER");
                askAgainAt.set(System.nanoTime() + ATTEMPT.toNanos());
            }
            return !still && master.ask("ROLE").startsWith("[slave");
        });
    }

    private static Node master(SentinelTopology topology) {
        String told = topology.sentinels().get(0).ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "jobs");
        return topology.servers().stream()
                .filter(server -> told.equals("[127.0.0.1, " + server.port() + "]"))
                .findFirst()
                .orElseThrow();
    }

    private static void pauseWrites(Node master) {
        master.ask("CLIENT", "PAUSE", "60000", "WRITE");
    }
}
