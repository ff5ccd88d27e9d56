package io.contentjobs.redis.testing;

import java.util.List;

/** Several servers that stand in for one another. All listen on the loopback interface, and end with this JVM. */
public interface Topology extends AutoCloseable {
    /** Returns where clients find it, as {@link io.contentjobs.redis.RedisUrl} reads it. */
    String url();

    /** Returns all nodes that hold data, replicas too. */
    List<Node> servers();

    /** Returns the nodes that were masters in the beginning. */
    List<Node> masters();

    /** Returns the node that was, in the beginning, the master of that key. */
    Node masterOf(String key);

    /** Returns when what has been written until now is on every replica. */
    void awaitReplicas() throws InterruptedException;

    /** Returns when everyone else agrees that another has taken that master's place, and it serves. */
    void awaitSuccessorOf(Node master) throws InterruptedException;

    /** Returns when that node, which was away, knows that it is a master no more. */
    default void awaitDemotionOf(Node master) throws InterruptedException {
        Await.until("a former master as replica", () -> master.ask("ROLE").startsWith("[slave"));
    }

    /** Returns how many connections of content-jobs there are that did not come through TLS. */
    int plainClients();

    @Override
    void close();
}
