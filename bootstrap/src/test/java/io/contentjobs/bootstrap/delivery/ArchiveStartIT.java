package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program of the archive in different folders and on different versions of Java. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchiveStartIT {
    private static final int BAD_SETTING = 2;
    private static final int TIMEOUT_SECONDS = 180;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Path directory;
    private final Path folder;
    private final Archive archive;

    ArchiveStartIT(@TempDir Path directory) throws Exception {
        this.directory = directory;
        folder = Files.createDirectory(directory.resolve("with a space"));
        archive = Archive.unpackInto(folder);
    }

    @Test
    void program_starts_through_links_from_any_folder_and_writes_nothing_into_its_own() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), archive.program());
        Path linkToLink = Files.createSymbolicLink(folder.resolve("again"), Path.of("linked"));
        readOnly(archive.home());
        Map<Path, FileTime> before = state();

        assertServes(start(linkToLink, folder, Map.of()));
        assertServes(start(Path.of("./bin/content-jobs"), archive.home(), Map.of()));
        assertServes(start(Path.of("sh"), archive.home().resolve("bin"), Map.of(), "content-jobs"));
        assertThat(Files.isSymbolicLink(link)).isTrue();

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void cache_is_made_once_and_used_by_later_starts() throws Exception {
        // Java 17 shares no class of a folder with a space in its name.
        Path plain = Files.createDirectory(directory.resolve("plain"));
        Path program = Archive.unpackInto(plain).program();
        Path caches = plain.resolve("caches");
        Map<String, String> environment = Map.of("CONTENT_JOBS_CACHE", caches.toString());

        ServerProcess making = start(program, plain, environment, "--make-cache");
        assertThat(making.exitCodeWithin(TIMEOUT_SECONDS))
                .as(making.err().toTheEnd().toString())
                .isZero();

        assertThat(making.out().toTheEnd()).singleElement().asString().startsWith("Made " + caches);
        try (Stream<Path> made = Files.list(caches)) {
            assertThat(made)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(1_000_000));
        }
        ServerProcess using = start(
                program,
                plain,
                Map.of("CONTENT_JOBS_CACHE", caches.toString(), "JAVA_OPTS", "-Xlog:class+load:file=loaded.txt"));
        assertServes(using);
        assertThat(using.complaints()).singleElement().asString().contains("REDIS_URL is not set");
        assertThat(Files.readAllLines(plain.resolve("loaded.txt")))
                .anyMatch(
                        line -> line.matches(".*io\\.contentjobs\\.bootstrap\\.ContentJobs source: shared objects.*"));
    }

    @Test
    void program_starts_without_a_cache_that_does_not_fit() throws Exception {
        Path caches = Files.createDirectory(folder.resolve("spoilt"));
        String version = System.getProperty("java.runtime.version");
        String kind = Runtime.version().feature() >= 25 ? "aot" : "jsa";
        Files.writeString(caches.resolve("java-" + version + "." + kind), "none");

        ServerProcess server = start(archive.program(), folder, Map.of("CONTENT_JOBS_CACHE", caches.toString()));
        assertServes(server);
        assertThat(server.complaints())
                .as("what Java says, and not that there is none")
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("content-jobs: without a cache"));
    }

    Stream<Arguments> refusals() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path released = oldJava("released", "exit 1");
        Files.writeString(released.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Path printing = oldJava("printing", "echo '    java.runtime.version = 1.8.0_392-b08' >&2");
        String needed = ". Java 17 or newer is needed.";
        return Stream.of(
                Arguments.of(
                        Map.of("CONTENT_JOBS_CACHE", file + "/in-it"),
                        file + "/in-it cannot be written. CONTENT_JOBS_CACHE names another folder"),
                Arguments.of(
                        Map.of("JAVA_HOME", "/no/such/java"),
                        "JAVA_HOME is /no/such/java, but there is no bin/java to run" + needed),
                Arguments.of(
                        Map.of("JAVA_HOME", "", "PATH", tools.toString()),
                        "There is no java on the PATH, and JAVA_HOME is not set" + needed),
                Arguments.of(Map.of("JAVA_HOME", released.toString()), released + "/bin/java is Java 11.0.2" + needed),
                Arguments.of(
                        Map.of("JAVA_HOME", printing.toString()),
                        printing + "/bin/java is Java 1.8.0_392-b08" + needed));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void program_names_the_fault_of_its_environment_in_one_line(Map<String, String> environment, String fault)
            throws Exception {
        ServerProcess process = start(archive.program(), folder, environment, "--make-cache");

        assertThat(process.exitCode()).isEqualTo(BAD_SETTING);
        assertThat(process.out().toTheEnd()).isEmpty();
        assertThat(process.err().toTheEnd())
                .singleElement()
                .asString()
                .startsWith("content-jobs: ")
                .contains(fault);
    }

    @Test
    void options_of_the_operator_win() throws Exception {
        ServerProcess other = start(
                archive.program(),
                folder,
                Map.of("JAVA_OPTS", "-XX:+UseParallelGC -Xmx96m -XX:+PrintFlagsFinal"),
                "--version");
        assertThat(other.exitCode()).isZero();
        assertThat(other.out().toTheEnd())
                .anyMatch(line -> line.matches(".* MaxHeapSize +:?= 100663296 .*"))
                .anyMatch(line -> line.matches(".* UseParallelGC +:?= true .*"));

        ServerProcess bad = start(archive.program(), folder, Map.of("HTTP_PORT", "none"));
        assertThat(bad.exitCode()).isEqualTo(BAD_SETTING);
    }

    @Test
    void java_keeps_addresses_of_names_for_five_seconds_by_default() throws Exception {
        Path echo = oldJava("echo", "echo \"$@\"");
        Files.writeString(echo.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        ServerProcess said = start(
                archive.program(),
                folder,
                Map.of("JAVA_HOME", echo.toString(), "JAVA_OPTS", "-Dsun.net.inetaddr.ttl=60"),
                "--version");

        assertThat(said.out().toTheEnd())
                .singleElement()
                .asString()
                .contains(" -Dsun.net.inetaddr.ttl=5 -Dsun.net.inetaddr.ttl=60 -jar ");
    }

    @Test
    void help_has_the_options_of_the_program_and_the_settings() throws Exception {
        ServerProcess help = start(archive.program(), folder, Map.of(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(String.join("\n", help.out().toTheEnd())).contains("--make-cache", "JAVA_OPTS", "REDIS_URL");
    }

    private ServerProcess start(Path program, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return deployment.add(Archive.start(program, directory, environment, arguments));
    }

    private static void assertServes(ServerProcess server) throws Exception {
        assertThat(new Client(server).getJobStatus(new JobId("sample-completed")))
                .isInstanceOf(JobReport.Completed.class);
        server.terminate();
        assertThat(server.exitCode()).isZero();
    }

    private Path oldJava(String name, String script) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** Root may write anyway, so the test compares the times of the files too. */
    private static void readOnly(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.toList()) {
                boolean open = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(open ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
    }

    private Map<Path, FileTime> state() throws IOException {
        Map<Path, FileTime> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(archive.home())) {
            for (Path path : all.toList()) {
                state.put(path, Files.getLastModifiedTime(path));
            }
        }
        return state;
    }
}
