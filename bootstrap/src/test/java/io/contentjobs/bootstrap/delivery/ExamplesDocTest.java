package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in docs/examples, which .ci/run builds and runs, and what docs/embedding.md shows of them. */
final class ExamplesDocTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path EXAMPLES = DOCS.resolve("examples");
    private static final String SPRING = "src/main/java/io/contentjobs/examples/spring/";

    /** A block that names the file of an example that it shows. */
    private static final Pattern SHOWN =
            Pattern.compile("^```(?:java|properties) (examples/\\S+)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern IMPORTS = Pattern.compile("^(?:package|import) .*\\R+", Pattern.MULTILINE);
    private static final Pattern PARENT_VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern USED_VERSION = Pattern.compile("<content-jobs.version>([^<]+)</content-jobs.version>");

    @Test
    void page_shows_the_classes_of_the_spring_application_word_by_word() throws IOException {
        Map<String, String> shown = shown();

        for (Map.Entry<String, String> block : shown.entrySet()) {
            String source = Files.readString(DOCS.resolve(block.getKey()));
            assertThat(block.getValue())
                    .as(block.getKey())
                    .isEqualTo(IMPORTS.matcher(source).replaceAll(""));
        }
        String root = "examples/spring-boot-4/";
        assertThat(shown)
                .containsOnlyKeys(
                        root + SPRING + "EndOfWaiting.java",
                        root + SPRING + "ImageService.java",
                        root + SPRING + "JobStatusController.java",
                        root + SPRING + "JobsConfiguration.java",
                        root + SPRING + "ReportController.java",
                        root + "src/main/resources/application.properties");
    }

    @Test
    void page_links_each_example() throws IOException {
        String page = Files.readString(DOCS.resolve("embedding.md"));

        assertThat(examples())
                .hasSizeGreaterThan(6)
                .allSatisfy(example -> assertThat(page).contains("(examples/" + example.getFileName() + ")"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_uses_the_current_version(Path example) throws IOException {
        assertThat(first(USED_VERSION, example.resolve("pom.xml")))
                .isEqualTo(first(PARENT_VERSION, Path.of("pom.xml")));
    }

    /** The page says that they differ in this way only. */
    @Test
    void spring_applications_differ_in_the_package_of_health_only() throws IOException {
        Map<String, String> newer = sources(EXAMPLES.resolve("spring-boot-4"));
        Map<String, String> older = sources(EXAMPLES.resolve("spring-boot-3"));

        newer.replaceAll((file, source) -> source.replace(
                "org.springframework.boot.health.contributor", "org.springframework.boot.actuate.health"));
        assertThat(older).hasSizeGreaterThan(5).isEqualTo(newer);
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> directories = Files.list(EXAMPLES)) {
            return directories.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, String> shown() throws IOException {
        return SHOWN.matcher(Files.readString(DOCS.resolve("embedding.md")))
                .results()
                .collect(Collectors.toMap(block -> block.group(1), block -> block.group(2)));
    }

    private static Map<String, String> sources(Path example) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(example.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(example.relativize(file).toString(), Files.readString(file));
            }
        }
        return sources;
    }

    private static String first(Pattern pattern, Path file) throws IOException {
        Matcher found = pattern.matcher(Files.readString(file));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }
}
