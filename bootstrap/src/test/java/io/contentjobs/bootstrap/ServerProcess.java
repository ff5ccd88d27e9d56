package io.contentjobs.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server as an operator runs it: a process of its own, started in some directory, on a free port. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "content-jobs.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String LISTENING = "Listening on http://127.0.0.1:";

    private final Process process;
    private final Lines out;
    private final Lines err;

    private ServerProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    static ServerProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // The JVM tells on standard error that it obeys these.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Setting.ALL.forEach(setting -> builder.environment().remove(setting.name()));
        builder.environment().put(Setting.HTTP_PORT.name(), "0");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start());
    }

    /** Waits until it listens, and returns the port. */
    int port() throws Exception {
        String line = out.await(LISTENING, text -> text.startsWith(LISTENING));
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    Lines out() {
        return out;
    }

    Lines err() {
        return err;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. Through its handle: {@link Process#destroy()} would close what is being read of its output. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; three times as long as supervisors do before they kill, for a machine that is busy. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Still runs after 30 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
