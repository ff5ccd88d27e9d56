package io.contentjobs.redis.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import redis.embedded.RedisExecProvider;

/** The redis-server that the library embedded-redis brings for some platforms. */
final class BundledRedis {
    private BundledRedis() {}

    /**
     * Puts the executable into {@code directory}; returns nothing where there is none for this platform.
     *
     * @throws IOException if it cannot be written
     */
    static Optional<Path> extractTo(Path directory) throws IOException {
        Optional<URL> binary = find();
        if (binary.isEmpty()) {
            return Optional.empty();
        }
        Path executable = directory.resolve("redis-server");
        try (InputStream in = binary.get().openStream()) {
            Files.copy(in, executable);
        }
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
        return Optional.of(executable);
    }

    /** The library itself would extract it to a folder of its own, and hide why it could not. */
    private static Optional<URL> find() {
        try {
            String name = "/redis-server-" + RedisExecProvider.redisVersion + "-" + system() + "-" + processor();
            return Optional.ofNullable(RedisExecProvider.class.getResource(name));
        } catch (LinkageError none) {
            return Optional.empty();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name");
        return name.startsWith("Mac") ? "darwin" : name.toLowerCase(Locale.ROOT);
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> name;
        };
    }
}
