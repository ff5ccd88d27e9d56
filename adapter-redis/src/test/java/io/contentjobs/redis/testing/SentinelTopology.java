package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A master with two replicas, and three Sentinels, which replace a master after a second without contact. */
public final class SentinelTopology implements Topology {
    private static final int REPLICAS = 2;
    private static final int SENTINELS = 3;

    private final Nodes nodes;
    private final List<Node> servers = new ArrayList<>();
    private final List<Node> sentinels = new ArrayList<>();
    private final Path directory = Files.createTempDirectory("content-jobs-sentinels-");

    private SentinelTopology(Nodes nodes) throws IOException {
        this.nodes = nodes;
    }

    /** Starts a topology; it is complete when this returns. */
    public static SentinelTopology start(boolean overTls) throws IOException, InterruptedException {
        SentinelTopology topology = new SentinelTopology(new Nodes(overTls));
        try {
            topology.startServers();
            topology.startSentinels();
            return topology;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            topology.close();
            throw failure;
        }
    }

    private void startServers() throws IOException, InterruptedException {
        for (int i = 0; i <= REPLICAS; i++) {
            servers.add(nodes.start("replica-announce-port", "--repl-diskless-sync-delay", "0"));
        }
        for (Node replica : servers.subList(1, servers.size())) {
            replica.ask("REPLICAOF", "127.0.0.1", Integer.toString(master().port()));
        }
        awaitReplicas();
    }

    private void startSentinels() throws IOException, InterruptedException {
        for (int i = 0; i < SENTINELS; i++) {
            Path configuration =
                    Files.writeString(directory.resolve("sentinel-" + i + ".conf"), """
                        sentinel monitor jobs 127.0.0.1 %d 2
                        sentinel down-after-milliseconds jobs 1000
                        sentinel failover-timeout jobs 5000
                        """.formatted(master().port()));
            sentinels.add(nodes.start(null, configuration.toString(), "--sentinel"));
        }
        for (Node sentinel : sentinels) {
            Await.until("a Sentinel that knows all", () -> knowsAll(sentinel.ask("SENTINEL", "MASTER", "jobs")));
        }
    }

    private static boolean knowsAll(String master) {
        return master.contains("num-slaves, " + REPLICAS + ",")
                && master.contains("num-other-sentinels, " + (SENTINELS - 1) + ",")
                && master.contains("flags, master,");
    }

    @Override
    public String url() {
        return nodes.urlOf(sentinels, "-sentinel") + "/jobs";
    }

    @Override
    public List<Node> servers() {
        return List.copyOf(servers);
    }

    /** Returns the Sentinels. */
    public List<Node> sentinels() {
        return List.copyOf(sentinels);
    }

    @Override
    public List<Node> masters() {
        return List.of(master());
    }

    @Override
    public Node masterOf(String key) {
        return master();
    }

    @Override
    public void awaitReplicas() throws InterruptedException {
        awaitReplicasOf(master());
    }

    @Override
    public void awaitSuccessorOf(Node master) throws InterruptedException {
        for (Node sentinel : sentinels) {
            Await.until("another master", () -> {
                String told = sentinel.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "jobs");
                return servers.stream()
                        .filter(server -> told.equals("[127.0.0.1, " + server.port() + "]"))
                        .anyMatch(
                                server -> server != master && server.ask("ROLE").startsWith("[master"));
            });
        }
    }

    /** Waits until all replicas have all data of that master. */
    void awaitReplicasOf(Node master) throws InterruptedException {
        Await.until("replicas that have all", () -> master.isReplicated(REPLICAS));
    }

    /** Waits until that master has all its replicas, and the Sentinels know it. */
    void awaitWhole(Node master) throws InterruptedException {
        Await.until("all replicas", () -> master.isFollowed(REPLICAS));
        for (Node sentinel : sentinels) {
            Await.until("a Sentinel that knows all", () -> knowsAll(sentinel.ask("SENTINEL", "MASTER", "jobs")));
        }
    }

    @Override
    public int plainClients() {
        return servers.stream().mapToInt(Node::plainClients).sum();
    }

    private Node master() {
        return servers.get(0);
    }

    @Override
    public void close() {
        nodes.close();
        Directories.delete(directory);
    }
}
