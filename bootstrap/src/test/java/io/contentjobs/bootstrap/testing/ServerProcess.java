package io.contentjobs.bootstrap.testing;

import io.contentjobs.bootstrap.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server as an operator runs it: a process of its own, started in some directory, on a free port. */
public final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "content-jobs.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** The JVM tells on standard error that it obeys the first three. */
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

    /** Starts a command that becomes a server, or starts one. */
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
    public int port() throws Exception {
        String line = out.await(LISTENING, text -> text.startsWith(LISTENING));
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    /** The port as the log tells it: standard output is empty where lines are logged as JSON. */
    public int loggedPort() throws Exception {
        String line = err.await("start", text -> text.contains("listening on http:"));
        return Integer.parseInt(line.replaceAll(".*listening on http:[^0-9]*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    }

    public Lines out() {
        return out;
    }

    public Lines err() {
        return err;
    }

    /** Waits for the end of standard error, and returns what was logged there above INFO. */
    public List<String> complaints() throws InterruptedException {
        return err.toTheEnd().stream().filter(line -> !isInfo(line)).toList();
    }

    /** Tells whether a line tells of the ordinary course of a server, as text or as JSON. */
    public static boolean isInfo(String line) {
        return line.matches("\\S+ INFO .*") || line.contains("\"level\":\"INFO\"");
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. Through its handle: {@link Process#destroy()} would close what is being read of its output. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; three times as long as service managers wait before they kill, for a machine that is busy. */
    public int exitCode() throws InterruptedException {
        return exitCodeWithin(30);
    }

    /** Waits for its end for so many seconds. */
    public int exitCodeWithin(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("Still runs after " + seconds + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
