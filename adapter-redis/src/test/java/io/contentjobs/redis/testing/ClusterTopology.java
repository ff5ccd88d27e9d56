package io.contentjobs.redis.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Cluster of three masters with a replica each, which takes over when nobody has heard of its master for 1.5 s. */
public final class ClusterTopology implements Topology {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;
    private static final String[] ARGUMENTS = {
        "--cluster-enabled", "yes",
        "--cluster-node-timeout", "1500",
        "--cluster-replica-validity-factor", "0",
        "--cluster-allow-replica-migration", "no",
        "--repl-diskless-sync-delay", "0"
    };

    private final Nodes nodes;
    private final List<Node> masters = new ArrayList<>();
    private final List<Node> replicas = new ArrayList<>();

    private ClusterTopology(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Starts one; it serves, and each master has its replica, when this returns. */
    public static ClusterTopology start(boolean overTls) throws IOException, InterruptedException {
        ClusterTopology topology = new ClusterTopology(new Nodes(overTls));
        try {
            topology.startNodes();
            topology.join();
            return topology;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            topology.close();
            throw failure;
        }
    }

    private void startNodes() throws IOException {
        for (int i = 0; i < MASTERS; i++) {
            masters.add(nodes.start("cluster-announce-port", ARGUMENTS));
            replicas.add(nodes.start("cluster-announce-port", ARGUMENTS));
        }
    }

    private void join() throws InterruptedException {
        for (int i = 0; i < MASTERS; i++) {
            String first = Integer.toString(SLOTS * i / MASTERS);
            String last = Integer.toString(SLOTS * (i + 1) / MASTERS - 1);
            masters.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            masters.get(i).ask("CLUSTER", "ADDSLOTSRANGE", first, last);
        }
        for (Node node : servers().subList(1, 2 * MASTERS)) {
            masters.get(0).ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.ownPort()));
        }
        for (Node node : servers()) {
            Await.until("a node that knows all", () -> knowsAll(node));
        }
        for (int i = 0; i < MASTERS; i++) {
            String master = masters.get(i).ask("CLUSTER", "MYID");
            Node replica = replicas.get(i);
            Await.until(
                    "a replica",
                    () -> replica.ask("CLUSTER", "REPLICATE", master).equals("OK"));
        }
        awaitReplicas();
        for (Node node : servers()) {
            Await.until("a node that serves", () -> isWhole(node));
        }
    }

    private static boolean knowsAll(Node node) {
        return node.number("cluster_known_nodes", "CLUSTER", "INFO") == 2 * MASTERS
                && !node.ask("CLUSTER", "NODES").contains("handshake");
    }

    /** Tells whether the node serves and, to its knowledge, each master has its replica. */
    private static boolean isWhole(Node node) {
        String told = node.ask("CLUSTER", "NODES");
        return serves(node)
                && told.lines().filter(line -> line.contains("master")).count() == MASTERS
                && told.lines().filter(line -> line.contains("slave")).count() == MASTERS
                && !told.contains("fail");
    }

    private static boolean serves(Node node) {
        return node.ask("CLUSTER", "INFO").contains("cluster_state:ok");
    }

    @Override
    public String url() {
        return nodes.urlOf(servers(), "-cluster");
    }

    @Override
    public List<Node> masters() {
        return List.copyOf(masters);
    }

    @Override
    public Node masterOf(String key) {
        int slot = JedisClusterCRC16.getSlot(key);
        int place = MASTERS - 1;
        while (slot < SLOTS * place / MASTERS) {
            place--;
        }
        return masters.get(place);
    }

    @Override
    public void awaitReplicas() throws InterruptedException {
        for (Node master : masters) {
            Await.until("a replica that has all", () -> master.isReplicated(1));
        }
    }

    @Override
    public void awaitSuccessorOf(Node master) throws InterruptedException {
        for (Node node : servers()) {
            if (node != master) {
                Await.until(
                        "a node that serves without " + master.port(),
                        () -> serves(node) && !node.ask("CLUSTER", "SLOTS").contains(", " + master.port() + ","));
            }
        }
    }

    @Override
    public int plainClients() {
        return masters.stream().mapToInt(Node::plainClients).sum();
    }

    @Override
    public List<Node> servers() {
        List<Node> all = new ArrayList<>(masters);
        all.addAll(replicas);
        return all;
    }

    @Override
    public void close() {
        nodes.close();
    }
}
