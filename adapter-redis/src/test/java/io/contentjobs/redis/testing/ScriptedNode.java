package io.contentjobs.redis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of a Cluster with a slot table of its own. */
public final class ScriptedNode implements AutoCloseable {
    private final ScriptedRedis server = new ScriptedRedis(this::reply);
    private final String info;
    private volatile int master = server.port();
    private final AtomicInteger timesAsked = new AtomicInteger();
    private volatile boolean hanging;

    /** Starts a node that reports this state and epoch, and that it owns all slots. */
    public ScriptedNode(boolean serving, long epoch) throws IOException {
        info = "cluster_state:" + (serving ? "ok" : "fail") + "\r\ncluster_current_epoch:" + epoch + "\r\n";
    }

    public int port() {
        return server.port();
    }

    /** Lets the node report that another one owns all slots, and that it is the replica. */
    public void names(int port) {
        master = port;
    }

    /** Returns how often a client asked for the slots. */
    public int timesAsked() {
        return timesAsked.get();
    }

    public void cutAll() throws IOException {
        server.cutAll();
    }

    public void hangs() {
        hanging = true;
    }

    private void reply(List<String> command, OutputStream out) throws IOException, InterruptedException {
        if (hanging) {
            return;
        }
        if (command.get(0).equals("CLUSTER")) {
            out.write(command.get(1).equals("INFO") ? ScriptedRedis.bulk(info) : slots());
        } else if (command.get(0).startsWith("GET")) {
            out.write(ScriptedRedis.bulk("from " + port()));
        } else {
            out.write("+OK\r\n".getBytes(UTF_8));
        }
    }

    private byte[] slots() {
        timesAsked.incrementAndGet();
        String all = "*1\r\n*" + (master == port() ? 3 : 4) + "\r\n:0\r\n:16383\r\n" + node(master);
        return (master == port() ? all : all + node(port())).getBytes(UTF_8);
    }

    private static String node(int port) {
        return "*2\r\n$9\r\n127.0.0.1\r\n:" + port + "\r\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
