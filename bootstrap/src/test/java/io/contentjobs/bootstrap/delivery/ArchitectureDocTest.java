package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The class names in docs/architecture.md. */
final class ArchitectureDocTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([A-Z][a-z]+[A-Z]\\w+)`|as ([A-Z][a-z]+[A-Z]\\w+)");

    @Test
    void each_class_of_the_page_exists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));

        Set<String> named =
                NAME.matcher(page).results().map(ArchitectureDocTest::nameIn).collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes).containsAll(named);
    }

    private static String nameIn(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
