package io.contentjobs.redis.testing;

import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers of one topology, each with a TLS proxy or none of them. */
final class Nodes implements AutoCloseable {
    private final List<Node> all = new ArrayList<>();
    private final @Nullable TlsKeys tls;

    Nodes(boolean overTls) throws IOException, InterruptedException {
        tls = overTls ? new TlsKeys("ip:127.0.0.1").trusted() : null;
    }

    /** Starts a server; {@code announce} names the option for the port that it announces. */
    Node start(@Nullable String announce, String... arguments) throws IOException {
        RedisProcess process = RedisProcess.start(arguments);
        Node node = new Node(process, tls == null ? null : RedisProxy.tlsOrPlain(process.port(), tls));
        all.add(node);
        if (announce != null) {
            node.ask("CONFIG", "SET", announce, Integer.toString(node.port()));
        }
        return node;
    }

    String urlOf(List<Node> nodes, String scheme) {
        List<String> hosts =
                nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList();
        return (tls == null ? "redis" : "rediss") + scheme + "://" + String.join(",", hosts);
    }

    @Override
    public void close() {
        all.forEach(Node::close);
        if (tls != null) {
            tls.close();
        }
    }
}
