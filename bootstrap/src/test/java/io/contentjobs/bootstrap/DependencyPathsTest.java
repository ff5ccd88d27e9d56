package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who follows the dependencies of the HTTP adapter passes at most eight rooms, and at most eight files of a room. */
final class DependencyPathsTest {
    private static final String HTTP = "io.contentjobs.http";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(HTTP);

    @Test
    void path_of_rooms_is_short_and_no_cycle() {
        assertThat(longestPath(JavaClass::getPackageName, (from, to) -> true))
                .hasSizeBetween(3, 8)
                .first()
                .isEqualTo(HTTP);
    }

    @Test
    void path_of_files_of_a_room_is_short_and_no_cycle() {
        assertThat(longestPath(
                        DependencyPathsTest::file,
                        (from, to) -> from.getPackage().equals(to.getPackage())))
                .hasSizeBetween(3, 8);
    }

    /** Returns the nodes of the longest path; fails if there is a cycle. */
    private static List<String> longestPath(
            Function<JavaClass, String> node, BiPredicate<JavaClass, JavaClass> isCounted) {
        Map<String, Set<String>> graph = new HashMap<>();
        CLASSES.forEach(from -> from.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(to -> CLASSES.contain(to.getName()) && isCounted.test(from, to))
                .map(node)
                .filter(to -> !to.equals(node.apply(from)))
                .forEach(to -> graph.computeIfAbsent(node.apply(from), name -> new HashSet<>())
                        .add(to)));
        return graph.keySet().stream()
                .map(start -> longestPath(List.of(start), graph))
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static List<String> longestPath(List<String> path, Map<String, Set<String>> graph) {
        return graph.getOrDefault(path.get(path.size() - 1), Set.of()).stream()
                .map(next -> {
                    assertThat(path).as("a cycle, which %s closes", next).doesNotContain(next);
                    return longestPath(
                            Stream.concat(path.stream(), Stream.of(next)).toList(), graph);
                })
                .max(Comparator.comparingInt(List::size))
                .orElse(path);
    }

    private static String file(JavaClass type) {
        return type.getEnclosingClass().map(DependencyPathsTest::file).orElse(type.getName());
    }
}
