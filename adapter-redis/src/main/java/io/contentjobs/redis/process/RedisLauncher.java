package io.contentjobs.redis.process;

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
import org.jspecify.annotations.Nullable;

/** Starts a redis-server that ends with this JVM, and waits until it answers. */
final class RedisLauncher {
    private static final Duration UP_WITHIN = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 10;
    private static final String ON_PATH = "redis-server";

    /** The first exit code of a shell that cannot run the program (POSIX shell, 2.8.2). */
    private static final int NOT_RUNNABLE = 126;

    private static final int LAST_NOT_RUNNABLE = 127;

    /**
     * The shell first starts a watcher in the background, then becomes Redis with {@code exec}, so that Redis has the shell's
     * pid. The watcher reads the pipe from the JVM. The pipe ends with the JVM, even if the JVM is killed; the watcher then kills
     * Redis and deletes the directory. It does the same when Redis ends by itself: the JVM then closes the pipe. The kill
     * finds no process then: systems do not reuse a pid at once.
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

    /** EADDRINUSE in the words of glibc and musl. */
    private static final Pattern IN_USE = Pattern.compile("bind: Address (already )?in use");

    /** The line that a server, or a Sentinel, logs when it listens. */
    private static final Pattern LISTENS = Pattern.compile("Ready to accept connections|Sentinel ID is");

    private RedisLauncher() {}

    /**
     * Starts a server; returns empty if the port is in use.
     *
     * @param users the users of a demo; null for a server without a password, unless the arguments set one
     */
    static Optional<RedisServer> launch(int port, @Nullable DemoUsers users, String... extraArguments)
            throws IOException {
        return launch(TemporaryFolder.parent(), ON_PATH, port, users, extraArguments);
    }

    static Optional<RedisServer> launch(
            Path parent, String onPath, int port, @Nullable DemoUsers users, String... extraArguments)
            throws IOException {
        Path directory = TemporaryFolder.makeIn(parent);
        Optional<Path> bundled = prepared(parent, directory, () -> BundledRedis.extractTo(directory));
        boolean isExecutable = bundled.filter(Files::isExecutable).isPresent();
        if (isExecutable) {
            try {
                return launch(bundled.get().toString(), parent, directory, port, users, extraArguments);
            } catch (NotRunnableException notThis) {
                // The redis-server on the PATH is tried next.
            }
        } else {
            TemporaryFolder.delete(directory);
        }
        try {
            return launch(onPath, parent, TemporaryFolder.makeIn(parent), port, users, extraArguments);
        } catch (NotRunnableException none) {
            throw isExecutable || bundled.isEmpty() ? none : TemporaryFolder.notExecutable(parent);
        }
    }

    private static Optional<RedisServer> launch(
            String program, Path parent, Path directory, int port, @Nullable DemoUsers users, String... extraArguments)
            throws IOException {
        Path log = prepared(parent, directory, () -> Files.createFile(directory.resolve("log")));
        String[] arguments = users == null
                ? extraArguments
                : new String[] {
                    prepared(parent, directory, () -> users.writeTo(directory)).toString()
                };
        try (InputStream output = Files.newInputStream(log)) {
            Process process = start(command(program, directory, port, arguments), directory, log);
            RedisServer redis = new RedisServer(process, port, directory, users);
            StringBuilder logged = new StringBuilder();
            if (isUp(process, output, logged)) {
                return Optional.of(redis);
            }
            redis.close();
            logged.append(text(output.readAllBytes()));
            return refusal(process, logged.toString());
        }
    }

    /** Makes files in the directory. If that fails, the directory is deleted. */
    private static <T> T prepared(Path parent, Path directory, Preparation<T> preparation) throws IOException {
        try {
            return preparation.run();
        } catch (IOException failure) {
            TemporaryFolder.delete(directory);
            throw TemporaryFolder.notWritable(parent, failure);
        }
    }

    private interface Preparation<T> {
        T run() throws IOException;
    }

    /** Deletes the directory if no process starts: the watcher, which does that later, is part of the process. */
    static Process start(List<String> command, Path directory, Path log) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException noShell) {
            TemporaryFolder.delete(directory);
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

    /**
     * Waits until our process logs that it listens. A connection to the port would prove nothing: another server may have taken
     * the port before our process tried to bind it.
     */
    private static boolean isUp(Process process, InputStream output, StringBuilder logged) throws IOException {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < UP_WITHIN.toNanos()) {
                logged.append(text(output.readAllBytes()));
                if (LISTENS.matcher(logged).find()) {
                    return true;
                }
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
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

    private static String text(byte[] output) {
        return new String(output, StandardCharsets.UTF_8);
    }

    private static Optional<RedisServer> refusal(Process process, String output) throws IOException {
        if (IN_USE.matcher(output).find()) {
            return Optional.empty();
        }
        int exit = process.isAlive() ? 0 : process.exitValue();
        if (exit >= NOT_RUNNABLE && exit <= LAST_NOT_RUNNABLE) {
            throw new NotRunnableException();
        }
        throw new IOException("Redis did not start: " + output.strip());
    }

    /** The shell could not run the executable. */
    private static final class NotRunnableException extends IOException {
        private static final long serialVersionUID = 1L;

        NotRunnableException() {
            super("No redis-server runs here: none is bundled for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + ", and none is on the PATH");
        }
    }
}
