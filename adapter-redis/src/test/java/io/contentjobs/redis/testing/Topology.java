package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.Await;
import java.util.List;

/** Several servers with fail-over. All listen on the loopback interface, and end with this JVM. */
public interface Topology extends AutoCloseable {
    /** Returns the URL for {@link io.contentjobs.redis.RedisUrl}. */
    String url();

    /** Returns all nodes that hold data, replicas too. */
    List<Node> servers();

    /** Returns the nodes that were masters in the beginning. */
    List<Node> masters();

    /** Returns the node that was, in the beginning, the master of that key. */
    Node masterOf(String key);

    /** Waits until all writes until now are on every replica. */
    void awaitReplicas() throws InterruptedException;

    /** Waits until all other servers agree on the successor of that master, and it serves. */
    void awaitSuccessorOf(Node master) throws InterruptedException;

    /** Waits until that node is a replica. */
    default void awaitDemotionOf(Node master) throws InterruptedException {
        Await.until("a former master as replica", () -> master.ask("ROLE").startsWith("[slave"));
    }

    /** Returns how many connections of content-jobs use no TLS. */
    int plainClients();

    @Override
    void close();
}
