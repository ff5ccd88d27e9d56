package io.contentjobs.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import redis.embedded.RedisExecProvider;

/** The redis-server that the library embedded-redis brings for some platforms. */
final class BundledRedis {
    private BundledRedis() {}

    /** Puts the executable into {@code directory}; returns nothing where there is none for this platform. */
    static Optional<Path> extractTo(Path directory) {
        try {
            Path extracted = RedisExecProvider.defaultProvider().get().toPath();
            Path executable =
                    Files.move(extracted, directory.resolve("redis-server"), StandardCopyOption.REPLACE_EXISTING);
            Path emptied = extracted.toAbsolutePath().getParent();
            if (emptied != null) {
                Files.deleteIfExists(emptied);
            }
            return Optional.of(executable);
        } catch (IOException | RuntimeException | LinkageError none) {
            return Optional.empty();
        }
    }
}
