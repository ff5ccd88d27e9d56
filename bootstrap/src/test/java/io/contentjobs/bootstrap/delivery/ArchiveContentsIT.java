package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisExecProvider;

/** The files of the archive and their licences. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchiveContentsIT {
    /** A row of the table: the name of a jar without its version, the licence, and where its text is. */
    private static final Pattern ENTRY =
            Pattern.compile("^\\| `([^`]+)` \\| ([^|]+) \\| \\[[^]]+]\\(([^)]+)\\) \\|$", Pattern.MULTILINE);

    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*\\.jar$");

    /** To a file, relative to the page; without an anchor. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    private final Path folder;
    private final Archive archive;

    ArchiveContentsIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        archive = Archive.unpackInto(folder);
    }

    @Test
    void class_path_lists_the_jars_in_lib() throws IOException {
        try (JarFile jar =
                new JarFile(archive.home().resolve("content-jobs.jar").toFile())) {
            String path = jar.getManifest().getMainAttributes().getValue("Class-Path");

            assertThat(archive.namesIn("lib")).hasSizeGreaterThan(30);
            assertThat(Stream.of(path.split(" ")).map(entry -> entry.substring("lib/".length())))
                    .containsExactlyInAnyOrderElementsOf(archive.namesIn("lib"));
        }
    }

    @Test
    void each_jar_of_a_third_party_has_its_licence() throws IOException {
        List<MatchResult> entries =
                ENTRY.matcher(archive.text("THIRD-PARTY.md")).results().toList();

        assertThat(entries.stream().map(entry -> entry.group(1)))
                .as("the entries of bootstrap/src/dist/THIRD-PARTY.md")
                .containsExactlyElementsOf(new TreeSet<>(jarsOfOthers()));
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(archive.home().resolve(entry.group(3))).isNotEmptyFile());
    }

    @Test
    void archive_has_all_licences() throws IOException {
        assertThat(archive.text("LICENSE")).contains("Apache License");
        assertThat(archive.text("licenses/redis.txt"))
                .contains("Redis 7.0.15", "Neither the name of Redis nor the names of its contributors");
        assertThat(archive.namesIn("lib")).anyMatch(jar -> jar.startsWith("embedded-redis-"));
    }

    @Test
    void bill_of_materials_lists_each_jar_unless_maven_was_offline() throws IOException {
        Path file = archive.home().resolve("content-jobs.cdx.json");
        if ("offline=true".equals(System.getProperty("maven.network")) && !Files.exists(file)) {
            return; // the plug-in that makes it declares that it must be online
        }
        JsonNode bill = JsonMapper.builder().build().readTree(file.toFile());

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<JsonNode> parts = StreamSupport.stream(bill.path("components").spliterator(), false)
                .toList();
        assertThat(parts.stream()
                        .filter(part -> part.path("type").asText().equals("library"))
                        .map(part -> part.path("name").asText() + "-"
                                + part.path("version").asText() + ".jar"))
                .containsExactlyInAnyOrderElementsOf(archive.namesIn("lib"));
        assertThat(parts.stream()
                        .filter(part -> !part.path("type").asText().equals("library"))
                        .map(part -> part.path("cpe").asText()))
                .as("the redis-server in embedded-redis")
                .containsExactly("cpe:2.3:a:redis:redis:" + RedisExecProvider.redisVersion + ":*:*:*:*:*:*:*");
    }

    @Test
    void program_runs_in_an_empty_folder_and_stops() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        try (ServerProcess server = Archive.start(archive.program(), elsewhere, Map.of())) {
            assertThat(new Client(server).getJobStatus(new JobId("sample-completed")))
                    .isInstanceOf(JobReport.Completed.class);

            assertThat(server.complaintsOnceStopped())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("content-jobs: without a cache for Java"),
                            line -> assertThat(line).contains("WARN", "REDIS_URL is not set"));
        }
    }

    @Test
    void each_link_of_a_page_leads_to_a_file_of_the_archive() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(archive.home())) {
            pages = files.filter(file -> file.toString().endsWith(".md")
                            && !file.startsWith(archive.home().resolve("licenses")))
                    .toList();
        }

        assertThat(pages).hasSizeGreaterThan(10).allSatisfy(page -> {
            List<MatchResult> links =
                    LINK.matcher(Files.readString(page)).results().toList();
            assertThat(links)
                    .allSatisfy(link ->
                            assertThat(page.resolveSibling(link.group(1))).exists());
        });
    }

    private List<String> jarsOfOthers() throws IOException {
        return archive.namesIn("lib").stream()
                .map(jar -> VERSION.matcher(jar).replaceFirst(""))
                .filter(jar -> !List.of("adapter-http", "adapter-redis", "job-application", "job-domain")
                        .contains(jar))
                .toList();
    }
}
