package io.contentjobs.redis.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A private folder for a redis-server, within the folder of the system property {@code java.io.tmpdir}. */
final class TemporaryFolder {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String REMEDY =
            "name another folder with -D" + PROPERTY + "=… (JAVA_OPTS of bin/content-jobs)";

    private TemporaryFolder() {}

    /** Returns the folder of the system property. */
    static Path parent() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /** @throws IOException if creating the folder fails; the message says why, and how to name another folder */
    static Path makeIn(Path parent) throws IOException {
        try {
            return Files.createTempDirectory(parent, "content-jobs-redis-");
        } catch (IOException failure) {
            throw notWritable(parent, failure);
        }
    }

    /** Deletes a folder of files. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Returns the exception for a {@code parent} that cannot be written. */
    static IOException notWritable(Path parent, IOException failure) {
        return new IOException(
                named(parent) + ", cannot be written: " + reason(parent, failure) + "; " + REMEDY, failure);
    }

    /** Returns the exception for a {@code parent} in which the system runs no program. */
    static IOException notExecutable(Path parent) {
        return new IOException("The redis-server of this program cannot be run: " + named(parent)
                + ", does not allow programs to be run, probably because it is mounted noexec, and there is no "
                + "redis-server on the PATH; " + REMEDY);
    }

    private static String named(Path parent) {
        return "the folder for temporary files, " + parent + " (" + PROPERTY + ")";
    }

    private static String reason(Path parent, IOException failure) {
        if (!Files.exists(parent)) {
            return "it does not exist";
        }
        if (!Files.isDirectory(parent)) {
            return "it is not a folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user has no permission";
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? failure.toString() : reason;
    }
}
