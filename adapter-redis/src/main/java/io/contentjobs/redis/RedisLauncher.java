package io.contentjobs.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts redis-server so that it dies with this JVM, and waits until it answers. */
final class RedisLauncher {
    private static final Duration UP_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 10;
    private static final String ON_PATH = "redis-server";

    /** From here on a shell's exit code says that it could not run the program (POSIX shell, 2.8.2). */
    private static final int NOT_RUNNABLE = 126;

    private static final int LAST_NOT_RUNNABLE = 127;

    /**
     * The shell becomes Redis, which so has its pid, but first leaves a watcher behind that reads the pipe from the JVM.
     * When the pipe ends, as it does even where the JVM is killed, the watcher kills Redis and tidies up. The JVM also
     * ends it when Redis ends by itself: the pid is nobody else's yet.
     */
    private static final String LIFELINE = """
            directory=$1
            shift
            exec 3<&0 </dev/null
            {
              trap '' HUP INT TERM
              while read -r _ <&3; do :; done
              kill -9 $$ 2>/dev/null
              rm -rf -- "$directory"
            } &
            exec "$@" 3<&-
            """;

    /** As glibc and musl word EADDRINUSE. */
    private static final Pattern IN_USE = Pattern.compile("bind: Address (already )?in use");

    private RedisLauncher() {}

    /** Returns nothing where the port is in use. */
    static Optional<RedisProcess> launch(int port, String... extraArguments) throws IOException {
        Path directory = newDirectory();
        Optional<Path> bundled = BundledRedis.extractTo(directory);
        try {
            return launch(bundled.map(Path::toString).orElse(ON_PATH), directory, port, extraArguments);
        } catch (NotRunnableException notThis) {
            if (bundled.isEmpty()) {
                throw notThis;
            }
            return launch(ON_PATH, newDirectory(), port, extraArguments);
        }
    }

    private static Optional<RedisProcess> launch(String program, Path directory, int port, String... extraArguments)
            throws IOException {
        Path log = Files.createFile(directory.resolve("log"));
        try (InputStream output = Files.newInputStream(log)) {
            Process process = start(command(program, directory, port, extraArguments), directory, log);
            RedisProcess redis = new RedisProcess(process, port);
            if (isUp(process, port)) {
                return Optional.of(redis);
            }
            redis.close();
            return refusal(process, new String(output.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Where no process starts there is none to tidy up. */
    static Process start(List<String> command, Path directory, Path log) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException noShell) {
            try (Stream<Path> left = Files.list(directory)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
            throw noShell;
        }
    }

    private static List<String> command(String program, Path directory, int port, String... extraArguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", LIFELINE, "content-jobs-redis"));
        command.addAll(List.of(directory.toString(), program));
        List<String> extra = new ArrayList<>(List.of(extraArguments));
        if (!extra.isEmpty() && !extra.get(0).startsWith("-")) {
            command.add(extra.remove(0));
        }
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", directory.toString(), "--save", "", "--appendonly", "no"));
        command.addAll(extra);
        return command;
    }

    private static boolean isUp(Process process, int port) throws IOException {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < UP_WITHIN.toNanos()) {
                if (RedisGreeting.isAnsweredBy(process.pid(), port)) {
                    return true;
                }
                if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return false;
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while Redis was starting");
        }
    }

    private static Optional<RedisProcess> refusal(Process process, String output) throws IOException {
        if (IN_USE.matcher(output).find()) {
            return Optional.empty();
        }
        int exit = process.isAlive() ? 0 : process.exitValue();
        if (exit >= NOT_RUNNABLE && exit <= LAST_NOT_RUNNABLE) {
            throw new NotRunnableException();
        }
        throw new IOException("Redis did not start: " + output.strip());
    }

    private static Path newDirectory() throws IOException {
        return Files.createTempDirectory("content-jobs-redis-");
    }

    /** Neither here nor, where it is the last resort, anywhere else. */
    private static final class NotRunnableException extends IOException {
        private static final long serialVersionUID = 1L;

        NotRunnableException() {
            super("No redis-server runs here: none is bundled for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + ", and none is on the PATH");
        }
    }
}
