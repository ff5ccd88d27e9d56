package io.contentjobs.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for dependencies that the compiler and the poms do not check. */
final class ArchitectureTest {
    private static final String DOMAIN = "io.contentjobs.domain";
    private static final String APPLICATION = "io.contentjobs.application";
    private static final String REDIS = "io.contentjobs.redis";
    private static final String HTTP = "io.contentjobs.http";
    private static final String BOOTSTRAP = "io.contentjobs.bootstrap";

    private static final Path SERVER_SOURCES = Path.of("src/main/java");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isNotTheJarOfTests)
            .importPackages("io.contentjobs");

    /** Among them is no framework and no server: neither Javalin, Jetty, a servlet, nor a library that only these need. */
    private static final String RESOURCE = HTTP + ".status " + HTTP + ".headers " + HTTP + ".thread " + DOMAIN
            + " java.. org.jspecify.annotations org.slf4j com.fasterxml.jackson.core.io";

    /** A module: its package, its minimum number of classes, and the packages that it may know beside Java's. */
    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of(DOMAIN, 20, ""),
                Arguments.of(APPLICATION, 4, DOMAIN),
                Arguments.of(
                        REDIS,
                        10,
                        DOMAIN + " com.fasterxml.jackson.. javax.net.ssl org.apache.commons.pool2.. org.slf4j"
                                + " redis.clients.jedis.."),
                Arguments.of(
                        HTTP,
                        5,
                        DOMAIN + " com.fasterxml.jackson.. com.nimbusds.. com.sun.management org.slf4j io.javalin.."
                                + " org.eclipse.jetty.. jakarta.servlet.http"),
                Arguments.of(
                        BOOTSTRAP, 10, "io.contentjobs.. ch.qos.logback.. io.micrometer.. io.prometheus.. org.slf4j"));
    }

    @Test
    void each_class_is_in_the_package_of_a_module() {
        Set<String> packages = modules().map(module -> (String) module.get()[0]).collect(Collectors.toSet());
        assertThat(CLASSES).isNotEmpty().allSatisfy(type -> assertThat(packages).anyMatch(name -> isIn(name, type)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_depends_only_on_allowed_packages(String module, int minClasses, String others) {
        assertThat(classesOf(module)).hasSizeGreaterThanOrEqualTo(minClasses);
        String[] mayKnow = (module + ".. java.. org.jspecify.annotations " + others)
                .strip()
                .split(" ", -1);
        check(classes()
                .that()
                .resideInAPackage(module + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(mayKnow)));
        assertThat(mayKnow)
                .as("each package that is allowed is used")
                .allSatisfy(allowed -> assertThat(packagesKnownTo(module))
                        .anyMatch(name -> PackageMatcher.of(allowed).matches(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".status", ".headers", ".thread"})
    void resource_depends_on_no_framework(String inner) {
        check(classes()
                .that()
                .resideInAPackage(HTTP + inner + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(RESOURCE.split(" ", -1))));
    }

    /** A module, one of its inner packages, and the packages on which it depends. The root package may depend on all. */
    private static final String INNER_PACKAGES = """
            redis connect
            redis pipeline connect
            redis cluster connect pipeline
            redis tracking connect pipeline
            redis record connect digest pipeline tracking
            redis process digest
            redis digest
            http thread
            http headers
            http status headers thread
            http binding headers status
            http connection thread
            http routes headers
            http management connection headers routes
            http security headers management status
            http docs routes
            http demo routes status
            bootstrap thread
            bootstrap keys thread
            bootstrap metrics
            bootstrap demo thread
            bootstrap settings keys
            bootstrap start demo settings thread""";

    static Stream<Arguments> innerPackages() {
        return INNER_PACKAGES
                .lines()
                .map(line -> List.of(line.split(" ", -1)))
                .map(words ->
                        Arguments.of("io.contentjobs." + words.get(0), words.get(1), words.subList(2, words.size())));
    }

    @ParameterizedTest
    @MethodSource("innerPackages")
    void package_depends_only_on_the_packages_of_its_rule(String module, String inner, List<String> below)
            throws IOException {
        String[] mayKnow = Stream.concat(Stream.of(inner), below.stream())
                .map(name -> module + "." + name)
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage(module + "." + inner)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(module + "..").or(resideInAnyPackage(mayKnow))));
        assertThat(packagesImportedBy(module, inner)).containsExactlyInAnyOrderElementsOf(below);
    }

    /** Reads source text: byte code does not show the use of a constant, which the compiler copies. */
    private static Set<String> packagesImportedBy(String module, String inner) throws IOException {
        Path sources = folder(module)
                .resolve(SERVER_SOURCES)
                .resolve(module.replace('.', '/'))
                .resolve(inner);
        Pattern imports = Pattern.compile("import (?:static )?" + Pattern.quote(module) + "\\.([a-z]+)\\.");
        Set<String> imported = new TreeSet<>();
        for (Path file : javaFiles(sources)) {
            imports.matcher(Files.readString(file)).results().forEach(match -> imported.add(match.group(1)));
        }
        imported.remove(inner);
        return imported;
    }

    private static Path folder(String module) {
        return switch (module) {
            case REDIS -> Path.of("../adapter-redis");
            case HTTP -> Path.of("../adapter-http");
            default -> Path.of("");
        };
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP, BOOTSTRAP})
    void packages_have_no_cycle(String module) {
        check(slices().matching(module + ".(*)..").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP, BOOTSTRAP})
    void each_package_has_a_rule(String module) {
        Set<String> known = innerPackages()
                .filter(inner -> inner.get()[0].equals(module))
                .map(inner -> module + "." + inner.get()[1])
                .collect(Collectors.toSet());
        assertThat(classesOf(module).map(JavaClass::getPackageName))
                .contains(module)
                .allMatch(name -> name.equals(module) || known.contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../adapter-redis/src", "../adapter-http/src", "../bootstrap/src"})
    void no_package_of_main_or_test_has_more_than_22_files(Path sources) throws IOException {
        Map<Path, Long> sizes =
                javaFiles(sources).stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes).hasSizeGreaterThan(10);
        assertThat(sizes.values()).allMatch(size -> size <= 22);
    }

    /** Byte code does not show the import of a constant. */
    @Test
    void server_imports_neither_javalin_nor_jetty() throws IOException {
        assertThat(javaFiles(SERVER_SOURCES))
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContainPattern(
                                "import (static )?(io\\.javalin|org\\.eclipse\\.jetty|jakarta\\.servlet)"));
    }

    /** 200, 400 and 500 are left out: bounds of histograms have these numbers too. */
    @Test
    void server_has_paths_headers_and_status_codes_in_start_only() throws IOException {
        Pattern http = Pattern.compile("\"/[a-z]|\\b(20[1246]|30[1-8]|40[1-9]|41[0-8]|42[0-9]|431|50[1-5])\\b"
                + "|(?i:retry-after|if-none-match|cache-control|content-type|www-authenticate|x-request-id|traceparent"
                + "|\"(accept|prefer|etag|vary|origin|host|authorization)[\":])");
        Path start = SERVER_SOURCES.resolve("io/contentjobs/bootstrap/start");
        assertThat(javaFiles(SERVER_SOURCES))
                .filteredOn(file -> !file.startsWith(start))
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(http));
        assertThat(Files.readString(start.resolve("CacheTraining.java"))).containsPattern(http);
    }

    @Test
    void only_connections_use_internals_of_jetty() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(HTTP + ".connection")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty..internal..")));
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP})
    void no_module_depends_on_an_inner_package_of_another(String module) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(module + ".*..")));
    }

    @ParameterizedTest
    @CsvSource({
        REDIS + ", RedisFailure RedisListener RedisProcess RedisStore RedisUrl",
        HTTP + ", AnswerOutcome CorsOrigins AllowedHosts DeliveryMode DemoJobs HttpAccess HttpListener HttpOptions"
                + " JobStatusPlugin JobStatusPlugin$Config JobStatusServer ServerParts TokenClaims TokenKeys TokenVerifier",
        BOOTSTRAP + ", Closer ContentJobs Main",
    })
    void root_package_of_a_module_has_these_public_types(String module, String types) {
        assertThat(classesOf(module)
                        .filter(type -> type.getPackageName().equals(module))
                        .filter(type -> type.getModifiers().contains(PUBLIC))
                        .map(type -> type.getName().substring(module.length() + 1)))
                .containsExactlyInAnyOrder(types.split(" ", -1));
    }

    @Test
    void time_of_day_comes_from_a_clock() {
        check(noClasses()
                .should()
                .accessTargetWhere(describe("reads the time of day", ArchitectureTest::readsTheTimeOfDay)));
    }

    /** Fails also if the rule applies to no class. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }

    private static boolean readsTheTimeOfDay(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" -> owner.getPackageName().equals("java.time");
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" -> owner.isEquivalentTo(Date.class);
            default -> false;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {APPLICATION, REDIS, HTTP, BOOTSTRAP})
    void one_class_of_a_module_makes_its_daemon_threads(String module) {
        assertThat(classesOf(module).filter(type -> calls(type, Thread.class, "setDaemon")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP})
    void one_class_of_a_module_makes_its_digests(String module) {
        assertThat(classesOf(module).filter(type -> calls(type, MessageDigest.class, "getInstance")))
                .hasSize(1);
    }

    private static boolean calls(JavaClass type, Class<?> owner, String method) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(method));
    }

    private static Stream<JavaClass> classesOf(String module) {
        return CLASSES.stream().filter(type -> isIn(module, type));
    }

    private static Set<String> packagesKnownTo(String name) {
        return classesOf(name)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .collect(Collectors.toSet());
    }

    private static boolean isIn(String module, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(module + ".");
    }

    private static boolean isNotTheJarOfTests(Location location) {
        return !location.contains("-tests.jar");
    }
}
