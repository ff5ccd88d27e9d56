package io.contentjobs.bootstrap.testing;

import io.contentjobs.bootstrap.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of a test: the packaged server on a free port, or another command. */
public final class ServerProcess implements AutoCloseable {
    public static final Path JAR = Path.of("target", "content-jobs.jar").toAbsolutePath();
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** The JVM writes a line on standard error for each of the first three. */
    private static final List<String> OPTIONS_OF_JAVA =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_OPTS", "CONTENT_JOBS_CACHE");

    private static final String LISTENING = "Listening on http://127.0.0.1:";

    private final Process process;
    private final Lines out;
    private final Lines err;

    private ServerProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    public static ServerProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return start(command, directory, environment);
    }

    /** Starts a command that becomes a server, or another one. */
    public static ServerProcess start(List<String> command, Path directory, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeAll(OPTIONS_OF_JAVA);
        Setting.ALL.forEach(setting -> builder.environment().remove(setting.name()));
        builder.environment().put(Setting.HTTP_PORT.name(), "0");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start());
    }

    /** Waits until it listens, and returns the port. */
    public int port() {
        String line = out.await(LISTENING, text -> text.startsWith(LISTENING));
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    /** Waits until it listens, and returns the port in the log: with JSON lines, standard output is empty. */
    public int loggedPort() {
        String line = err.await("start", text -> text.contains("listening on http:"));
        return Integer.parseInt(line.replaceAll(".*listening on http:[^0-9]*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    }

    public Lines out() {
        return out;
    }

    public Lines err() {
        return err;
    }

    /** Waits for the end of standard error, and returns its lines above INFO. */
    public List<String> complaints() throws InterruptedException {
        return err.toTheEnd().stream().filter(line -> !isInfo(line)).toList();
    }

    /** Tells whether a line has the level INFO, as text or as JSON. */
    public static boolean isInfo(String line) {
        return line.matches("\\S+ INFO .*") || line.contains("\"level\":\"INFO\"");
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM through the handle: {@link Process#destroy()} would close the output, which is still read. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end for 30 s: a service manager kills after 10 s, and the machine may be busy. */
    public int exitCode() throws InterruptedException {
        return exitCodeWithin(30);
    }

    public int exitCodeWithin(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("Still runs after " + seconds + " s");
        }
        return process.exitValue();
    }

    /** Waits until the process ends with exit code 0, and returns all lines of its standard output. */
    public List<String> printed() throws InterruptedException {
        int exitCode = exitCode();
        if (exitCode != 0) {
            throw new AssertionError("Exit code " + exitCode + ": " + err.toTheEnd());
        }
        return out.toTheEnd();
    }

    /** Sends SIGTERM, waits until the process ends with exit code 0, and returns its log lines above INFO. */
    public List<String> complaintsOnceStopped() throws InterruptedException {
        terminate();
        printed();
        return complaints();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
