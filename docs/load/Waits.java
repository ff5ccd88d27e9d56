import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that wait, in one thread. waits.sh starts it with the ports of the server and of Redis, the number of clients,
 * the number of jobs and the number of rounds. In each round client i waits for job i modulo the number of jobs, until the
 * program completes all jobs. The first rounds warm the server up. In the last round the program prints a line when all
 * clients wait, and completes the jobs after a line on its input.
 */
public final class Waits {
    private static final int PORTS_OF_AN_ADDRESS = 20_000;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final int serverPort;
    private final int redisPort;
    private final int clients;
    private final int jobs;
    private final List<SocketChannel> channels = new ArrayList<>();
    private long start;
    private long written;
    private long end;
    private int responses;
    private int completed;

    private Waits(int serverPort, int redisPort, int clients, int jobs) throws IOException {
        this.serverPort = serverPort;
        this.redisPort = redisPort;
        this.clients = clients;
        this.jobs = jobs;
    }

    public static void main(String[] args) throws IOException {
        Waits waits = new Waits(
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]));
        int rounds = Integer.parseInt(args[4]);
        for (int round = 1; round <= rounds; round++) {
            waits.ask(round);
            if (round == rounds) {
                System.out.println("waiting");
                new Scanner(System.in, StandardCharsets.UTF_8).nextLine();
            } else {
                LockSupport.parkNanos(1_000_000_000L);
            }
            waits.complete(round);
        }
        waits.print();
    }

    private SocketChannel connect(int client) throws IOException {
        SocketChannel channel = SocketChannel.open();
        byte[] address = {127, 0, 0, (byte) (1 + client / PORTS_OF_AN_ADDRESS)};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** Stores the jobs of a round, and lets all clients wait for them. */
    private void ask(int round) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int job = 0; job < jobs; job++) {
            String id = "wait-" + round + "-" + job;
            String images = "https://cdn.example.com/images/" + id;
            commands.append("HSET content:image:%s simple %s/simple.png fancy %s/fancy.png trendy %s/trendy.png\r\n"
                    .formatted(id, images, images, images));
            commands.append(
                    "HSET job:%s status PROCESSING eventDraftId %s type IMAGE_GEN\r\n".formatted(id, id));
        }
        write(commands, 2 * jobs);
        for (int client = 0; client < clients; client++) {
            if (round == 1) {
                channels.add(connect(client));
            }
            String request = "GET /api/content/jobs/wait-%d-%d/status HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=280\r\n\r\n"
                    .formatted(round, client % jobs);
            channels.get(client).write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void complete(int round) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int job = 0; job < jobs; job++) {
            commands.append("HSET job:wait-%d-%d status COMPLETED\r\n".formatted(round, job));
        }
        responses = 0;
        completed = 0;
        start = System.nanoTime();
        write(commands, jobs);
        written = System.nanoTime();
        while (responses < clients) {
            selector.select(this::read);
        }
        end = System.nanoTime();
    }

    private void print() {
        System.out.printf("jobs completed within       %d ms%n", (written - start) / 1_000_000);
        System.out.printf("last client answered after  %d ms%n", (end - written) / 1_000_000);
        System.out.printf("wrong responses             %d%n", clients - completed);
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int count = ((SocketChannel) key.channel()).read(buffer);
            responses++;
            String text = new String(buffer.array(), 0, Math.max(0, count), StandardCharsets.UTF_8);
            completed += text.contains("\"COMPLETED\"") ? 1 : 0;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Sends inline commands to Redis, and waits for their replies, which are integers. */
    private void write(StringBuilder commands, int replies) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
            OutputStream out = redis.getOutputStream();
            out.write(commands.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = redis.getInputStream();
            byte[] bytes = new byte[64 * 1024];
            for (int lines = 0; lines < replies; ) {
                int count = in.read(bytes);
                for (int i = 0; i < count; i++) {
                    lines += bytes[i] == '\n' ? 1 : 0;
                }
            }
        }
    }
}
