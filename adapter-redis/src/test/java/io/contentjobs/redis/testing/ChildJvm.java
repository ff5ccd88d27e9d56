package io.contentjobs.redis.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with the class path of this one. */
public final class ChildJvm {
    private final String main;
    private final List<String> command = new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));

    private ChildJvm(Class<?> main) {
        this.main = main.getName();
    }

    /** Prepares a JVM that runs the {@code main} of that class. */
    public static ChildJvm of(Class<?> main) {
        return new ChildJvm(main);
    }

    public ChildJvm option(String option) {
        command.add(option);
        return this;
    }

    /** Starts the JVM; what it writes to the standard error is discarded. */
    public Process start(String... arguments) throws IOException {
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
