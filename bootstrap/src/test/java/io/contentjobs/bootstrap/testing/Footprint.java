package io.contentjobs.bootstrap.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server process takes of its machine (Linux: {@code /proc}).
 *
 * @param threads of the system's
 * @param descriptors files, sockets and pipes that are open
 * @param heapKilobytes live objects: what a full collection leaves
 */
public record Footprint(long threads, long descriptors, long heapKilobytes) {
    /** As {@code jcmd GC.heap_info} words it, whatever the collector: the part in use comes first. */
    private static final Pattern USED =
            Pattern.compile("total (?:reserved )?\\d+K, (?:committed \\d+K, )?used (\\d+)K");

    /** What requests leave between a collection and the look at the heap differs; the least is the nearest. */
    private static final int LOOKS = 3;

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    public static Footprint of(long pid) throws IOException, InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            heap = Math.min(heap, heapKilobytes(pid));
        }
        return new Footprint(count(pid, "task"), count(pid, "fd"), heap);
    }

    private static long heapKilobytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    /** Tells whether this is no more than that one was, but for what comes and goes by itself. */
    public boolean isLikely(Footprint before) {
        return threads <= before.threads + 5
                && descriptors <= before.descriptors + 5
                && heapKilobytes <= before.heapKilobytes + 4_096;
    }

    private static long count(long pid, String what) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), what))) {
            return entries.count();
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }
}
