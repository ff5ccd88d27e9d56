package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive, unpacked into a folder as an operator would.
 *
 * @param home what is in it, its own top folder
 */
record Archive(Path home) {
    static Archive unpackInto(Path folder) throws Exception {
        Process tar = new ProcessBuilder("tar", "-xzf", packed().toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tar.exitValue()).isZero();
        try (Stream<Path> top = Files.list(folder)) {
            return new Archive(top.filter(path -> path.getFileName().toString().startsWith("content-jobs-"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Returns the archive that the build has made last. */
    static Path packed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    Path program() {
        return home.resolve("bin").resolve("content-jobs");
    }

    /** The names of what is in one of its folders. */
    List<String> namesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    String text(String file) throws IOException {
        return Files.readString(home.resolve(file));
    }

    /** Starts the program, under whatever name, on the Java of the tests. */
    static ServerProcess start(Path program, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return ServerProcess.start(
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList(),
                directory,
                all);
    }
}
