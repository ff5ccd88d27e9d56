package io.contentjobs.redis.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/** The redis-server that the library embedded-redis contains for some platforms. */
final class BundledRedis {
    private BundledRedis() {}

    /**
     * Copies the executable to {@code directory}; returns empty if there is none for this platform.
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

    /**
     * Finds the library by reflection: it is optional, and has no module name that a module could require. The library's own
     * method copies the executable to another folder, and hides the reason of a failure.
     */
    private static Optional<URL> find() {
        try {
            Class<?> library = Class.forName("redis.embedded.RedisExecProvider");
            Object version = library.getField("redisVersion").get(null);
            return Optional.ofNullable(
                    library.getResource("/redis-server-" + version + "-" + system() + "-" + processor()));
        } catch (ReflectiveOperationException | LinkageError none) {
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
