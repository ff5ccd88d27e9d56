package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resources of a process (Linux: {@code /proc}).
 *
 * @param threads of the operating system
 * @param descriptors open files, sockets and pipes
 * @param heapKilobytes the heap after a full collection
 */
public record Footprint(long threads, long descriptors, long heapKilobytes) {
    /** A part of the heap in the text of {@code jcmd GC.heap_info}, for each collector. */
    private static final Pattern USED =
            Pattern.compile("total (?:reserved )?\\d+K, (?:committed \\d+K, )?used (\\d+)K");

    /** Requests allocate between the collection and the reading, so the smallest reading counts. */
    private static final int READINGS = 3;

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    public static Footprint of(long pid) throws IOException, InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < READINGS; i++) {
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

    /** Waits until the process needs about as much as before. */
    public static void awaitLike(Footprint before, long pid) {
        Await.within(Duration.ofMinutes(3), "a process as small as " + before, () -> of(pid).isLikely(before));
    }

    private boolean isLikely(Footprint before) {
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
