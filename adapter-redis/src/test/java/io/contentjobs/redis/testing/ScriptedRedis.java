package io.contentjobs.redis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that speaks RESP2 and replies to each command with the bytes of a script. */
public final class ScriptedRedis implements AutoCloseable {
    /** Replies to a command; an {@link IOException} cuts the connection. */
    @FunctionalInterface
    public interface Script {
        void on(List<String> command, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Script script;
    private volatile boolean closed;

    public ScriptedRedis(Script script) throws IOException {
        this(InetAddress.getLoopbackAddress(), script);
    }

    public ScriptedRedis(InetAddress address, Script script) throws IOException {
        this.server = new ServerSocket(0, 512, address);
        this.script = script;
        start(this::accept);
    }

    /** Replies to each command with its key. */
    public static void echo(List<String> command, OutputStream out) throws IOException {
        out.write(bulk(command.get(1)));
    }

    public static byte[] bulk(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ("$" + bytes.length + "\r\n" + text + "\r\n").getBytes(UTF_8);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void does(Script next) {
        script = next;
    }

    /** Ends all connections, as a restart does. */
    public void cutAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Serves no client any more. A thread that is just accepting may still get one client from the system. */
    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        cutAll();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                if (closed) {
                    socket.close();
                    return;
                }
                start(() -> serve(socket));
            }
        } catch (IOException ended) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (true) {
                List<String> command = command(in);
                if (command.get(0).equals("HELLO")) {
                    socket.getOutputStream().write("*2\r\n$5\r\nproto\r\n:2\r\n".getBytes(UTF_8));
                } else {
                    script.on(command, socket.getOutputStream());
                }
            }
        } catch (IOException | InterruptedException cut) {
            sockets.remove(socket);
        }
    }

    private static List<String> command(DataInputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> command = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] argument = new byte[Integer.parseInt(line(in).substring(1))];
            in.readFully(argument);
            line(in);
            command.add(new String(argument, UTF_8));
        }
        return command;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(null, task, "scripted-redis", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }
}
