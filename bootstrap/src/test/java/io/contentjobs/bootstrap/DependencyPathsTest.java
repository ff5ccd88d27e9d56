package io.contentjobs.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader who follows the dependencies of an adapter passes at most eight packages, and at most eight files of a package. */
final class DependencyPathsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.contentjobs");

    @ParameterizedTest
    @ValueSource(strings = {"io.contentjobs.redis", "io.contentjobs.http"})
    void path_of_packages_is_short_and_has_no_cycle(String adapter) {
        assertThat(longestPath(adapter, JavaClass::getPackageName, (from, to) -> true))
                .hasSizeBetween(3, 8)
                .first()
                .isEqualTo(adapter);
    }

    @ParameterizedTest
    @ValueSource(strings = "io.contentjobs.http")
    void path_of_files_of_a_package_is_short_and_has_no_cycle(String adapter) {
        assertThat(longestPath(
                        adapter,
                        DependencyPathsTest::file,
                        (from, to) -> from.getPackage().equals(to.getPackage())))
                .hasSizeBetween(3, 8);
    }

    /** Returns the nodes of the longest path; fails if there is a cycle. */
    private static List<String> longestPath(
            String adapter, Function<JavaClass, String> node, BiPredicate<JavaClass, JavaClass> isCounted) {
        Map<String, Set<String>> graph = new HashMap<>();
        CLASSES.that(resideInAPackage(adapter + ".."))
                .forEach(from -> from.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(to -> CLASSES.contain(to.getName())
                                && resideInAPackage(adapter + "..").test(to)
                                && isCounted.test(from, to))
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
