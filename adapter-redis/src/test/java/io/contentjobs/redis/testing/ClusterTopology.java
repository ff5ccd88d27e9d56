package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Cluster. A replica takes over when no node has heard of its master for 1.5 s. */
public final class ClusterTopology implements Topology {
    private static final int SLOTS = 16_384;
    private static final String[] WITHOUT_REPLICAS = {"--cluster-enabled", "yes"};
    private static final String[] WITH_REPLICAS = {
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

    /** Starts three masters with a replica each; all serve when this returns. */
    public static ClusterTopology start(boolean overTls) throws IOException, InterruptedException {
        return start(new Nodes(overTls), 3, true);
    }

    /** Starts so many masters without replicas; all serve when this returns. */
    public static ClusterTopology ofMasters(int count) throws IOException, InterruptedException {
        return start(new Nodes(false), count, false);
    }

    private static ClusterTopology start(Nodes nodes, int masters, boolean withReplicas)
            throws IOException, InterruptedException {
        ClusterTopology topology = new ClusterTopology(nodes);
        try {
            for (int i = 0; i < masters; i++) {
                topology.masters.add(
                        nodes.start("cluster-announce-port", withReplicas ? WITH_REPLICAS : WITHOUT_REPLICAS));
                if (withReplicas) {
                    topology.replicas.add(nodes.start("cluster-announce-port", WITH_REPLICAS));
                }
            }
            topology.join();
            return topology;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            topology.close();
            throw failure;
        }
    }

    private void join() throws InterruptedException {
        for (int i = 0; i < masters.size(); i++) {
            String first = Integer.toString(SLOTS * i / masters.size());
            String last = Integer.toString(SLOTS * (i + 1) / masters.size() - 1);
            masters.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            masters.get(i).ask("CLUSTER", "ADDSLOTSRANGE", first, last);
        }
        for (Node node : servers().subList(1, servers().size())) {
            masters.get(0).ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.ownPort()));
        }
        for (Node node : servers()) {
            Await.until("a node that knows all", () -> knowsAll(node));
        }
        for (int i = 0; i < replicas.size(); i++) {
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

    /** Tells every master that a slot has another owner, as a resharding does. */
    public void move(int slot, Node owner) {
        String id = owner.ask("CLUSTER", "MYID");
        masters.forEach(node -> node.ask("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", id));
    }

    private boolean knowsAll(Node node) {
        return node.number("cluster_known_nodes", "CLUSTER", "INFO")
                        == servers().size()
                && !node.ask("CLUSTER", "NODES").contains("handshake");
    }

    /** Returns whether the node serves and knows all masters and replicas. */
    private boolean isWhole(Node node) {
        String told = node.ask("CLUSTER", "NODES");
        return serves(node)
                && node.number("cluster_slots_ok", "CLUSTER", "INFO") == SLOTS
                && told.lines().filter(line -> line.contains("master")).count() == masters.size()
                && told.lines().filter(line -> line.contains("slave")).count() == replicas.size()
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
        int place = masters.size() - 1;
        while (slot < SLOTS * place / masters.size()) {
            place--;
        }
        return masters.get(place);
    }

    @Override
    public void awaitReplicas() throws InterruptedException {
        for (Node master : masters) {
            Await.until("a replica that has all", () -> master.isReplicated(replicas.size() / masters.size()));
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
