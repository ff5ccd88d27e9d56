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
import java.util.Scanner;

/**
 * Many clients that wait, in one thread. waits.sh starts it with the ports of the server and of Redis, the number of clients
 * and the number of jobs; client i waits for job i modulo the number of jobs. It prints a line after each step, and takes the
 * next step after a line on its input: connect and wait; complete all jobs and read all responses.
 */
public final class Waits {
    private static final int PORTS_OF_AN_ADDRESS = 20_000;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final int serverPort;
    private final int redisPort;
    private final int clients;
    private final int jobs;
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
        Scanner steps = new Scanner(System.in, StandardCharsets.UTF_8);
        waits.store();
        waits.connect();
        System.out.println("waiting");
        steps.nextLine();
        waits.complete();
    }

    private void store() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int job = 0; job < jobs; job++) {
            String images = "https://cdn.example.com/images/" + job;
            commands.append("HSET content:image:wait-%d simple %s/simple.png fancy %s/fancy.png trendy %s/trendy.png\r\n"
                    .formatted(job, images, images, images));
            commands.append("HSET job:wait-%d status PROCESSING eventDraftId wait-%d type IMAGE_GEN\r\n".formatted(job, job));
        }
        write(commands, 2 * jobs);
    }

    /** Connects and asks a few hundred clients at a time, as the server accepts no more at once. */
    private void connect() throws IOException {
        for (int client = 0; client < clients; client++) {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + client / PORTS_OF_AN_ADDRESS)}), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            String request = ("GET /api/content/jobs/wait-%d/status HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=300\r\n\r\n")
                    .formatted(client % jobs);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    private void complete() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int job = 0; job < jobs; job++) {
            commands.append("HSET job:wait-%d status COMPLETED\r\n".formatted(job));
        }
        long start = System.nanoTime();
        write(commands, jobs);
        long written = System.nanoTime();
        while (responses < clients) {
            selector.select(this::read);
        }
        long end = System.nanoTime();
        System.out.printf("%d jobs completed in %d ms%n", jobs, (written - start) / 1_000_000);
        System.out.printf("last of %d clients answered %d ms after the last write, %d ms after the first one%n",
                clients, (end - written) / 1_000_000, (end - start) / 1_000_000);
        System.out.printf("%d responses without COMPLETED%n", clients - completed);
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int count = ((SocketChannel) key.channel()).read(buffer);
            responses++;
            String text = new String(buffer.array(), 0, Math.max(0, count), StandardCharsets.UTF_8);
            completed += text.contains("\"COMPLETED\"") ? 1 : 0;
            key.cancel();
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
