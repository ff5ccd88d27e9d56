package io.contentjobs.bootstrap.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** What was measured, for docs/operations/faults.md: lines in {@code target/figures.txt}. */
public final class Figures {
    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {}

    public static void note(
            String what, List<Load.Answer> answers, List<Long> recoveryMillis, Footprint before, Footprint after)
            throws IOException {
        note(what + ": " + told(answers) + "; good again after " + recoveryMillis + " ms; " + before + " then "
                + after);
    }

    public static String told(List<Load.Answer> answers) {
        long refused = answers.stream().filter(answer -> answer.status() == 503).count();
        Duration longest = answers.stream()
                .map(Load.Answer::latency)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return answers.size() + " answers, " + refused + " of them 503, the slowest in " + longest.toMillis() + " ms";
    }

    public static void note(String line) throws IOException {
        Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
