package io.contentjobs.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes may use which, beyond what the compiler and the poms check. */
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

    /** A module: its package, its minimum number of classes, and the packages that it may know. */
    record Module(String name, int minClasses, List<String> mayKnow) {}

    static Stream<Module> modules() {
        List<String> everywhere = List.of("java..", "org.jspecify.annotations");
        return Stream.of(
                module(20, DOMAIN, everywhere, List.of()),
                module(4, APPLICATION, everywhere, List.of(DOMAIN)),
                module(
                        10,
                        REDIS,
                        everywhere,
                        List.of(
                                DOMAIN,
                                "com.fasterxml.jackson..",
                                "javax.net.ssl",
                                "org.slf4j",
                                "redis.clients.jedis..",
                                "redis.embedded")),
                module(
                        5,
                        HTTP,
                        everywhere,
                        List.of(
                                DOMAIN,
                                "com.fasterxml.jackson..",
                                "com.nimbusds..",
                                "com.sun.management",
                                "org.slf4j",
                                "io.javalin..",
                                "org.eclipse.jetty..",
                                "jakarta.servlet.http")),
                module(
                        10,
                        BOOTSTRAP,
                        everywhere,
                        List.of(
                                "ch.qos.logback..",
                                "io.contentjobs..",
                                "io.micrometer..",
                                "io.prometheus..",
                                "org.slf4j")));
    }

    private static Module module(int minClasses, String name, List<String> everywhere, List<String> more) {
        return new Module(
                name,
                minClasses,
                Stream.of(List.of(name + ".."), everywhere, more)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void every_class_is_in_the_package_of_a_module() {
        Set<String> packages = modules().map(Module::name).collect(Collectors.toSet());
        assertThat(CLASSES).isNotEmpty().allSatisfy(type -> assertThat(packages).anyMatch(name -> isIn(name, type)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_knows_only_what_it_may(Module module) {
        assertThat(classesOf(module.name())).hasSizeGreaterThanOrEqualTo(module.minClasses());
        classes()
                .that()
                .resideInAPackage(module.name() + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(module.mayKnow().toArray(String[]::new))
                .allowEmptyShould(false)
                .check(CLASSES);
        assertThat(module.mayKnow())
                .as("each package that is allowed is used")
                .allSatisfy(allowed -> assertThat(packagesKnownTo(module.name()))
                        .anyMatch(name -> PackageMatcher.of(allowed).matches(name)));
    }

    @Test
    void the_resource_knows_no_framework() {
        classes()
                .that()
                .resideInAPackage(HTTP + ".status..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HTTP + ".status",
                        HTTP + ".headers",
                        DOMAIN,
                        "java..",
                        "org.jspecify.annotations",
                        "org.slf4j",
                        "com.fasterxml.jackson.core.io")
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    /** A module, one of its rooms, and the rooms that this room knows; the root package may know all. */
    static Stream<Arguments> rooms() {
        return Stream.of(
                Arguments.of(REDIS, "connect", List.of()),
                Arguments.of(REDIS, "pipeline", List.of("connect")),
                Arguments.of(REDIS, "cluster", List.of("connect", "pipeline")),
                Arguments.of(REDIS, "record", List.of("connect", "pipeline")),
                Arguments.of(REDIS, "process", List.of()),
                Arguments.of(HTTP, "headers", List.of()),
                Arguments.of(HTTP, "status", List.of("headers")),
                Arguments.of(HTTP, "binding", List.of("headers", "status")),
                Arguments.of(HTTP, "connection", List.of()),
                Arguments.of(HTTP, "routes", List.of("headers")),
                Arguments.of(HTTP, "management", List.of("connection", "headers", "routes")),
                Arguments.of(HTTP, "security", List.of("headers", "management", "status")),
                Arguments.of(HTTP, "docs", List.of("routes")),
                Arguments.of(HTTP, "demo", List.of("routes", "status")),
                Arguments.of(BOOTSTRAP, "keys", List.of()),
                Arguments.of(BOOTSTRAP, "metrics", List.of()),
                Arguments.of(BOOTSTRAP, "demo", List.of()),
                Arguments.of(BOOTSTRAP, "settings", List.of("keys")),
                Arguments.of(BOOTSTRAP, "start", List.of("demo", "settings")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_knows_the_rooms_below_it_and_no_other(String module, String room, List<String> below) throws IOException {
        String[] mayKnow = Stream.concat(Stream.of(room), below.stream())
                .map(name -> module + "." + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(module + "." + room)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(module + "..").or(resideInAnyPackage(mayKnow)))
                .allowEmptyShould(false)
                .check(CLASSES);
        assertThat(roomsImportedBy(module, room)).containsExactlyInAnyOrderElementsOf(below);
    }

    /** Source text has the arrows that byte code has not: the compiler copies constants. */
    private static Set<String> roomsImportedBy(String module, String room) throws IOException {
        Path sources = folder(module)
                .resolve(SERVER_SOURCES)
                .resolve(module.replace('.', '/'))
                .resolve(room);
        Pattern imports = Pattern.compile("import (?:static )?" + Pattern.quote(module) + "\\.([a-z]+)\\.");
        Set<String> rooms = new TreeSet<>();
        for (Path file : javaFiles(sources)) {
            imports.matcher(Files.readString(file)).results().forEach(match -> rooms.add(match.group(1)));
        }
        rooms.remove(room);
        return rooms;
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
    void rooms_form_no_circle(String module) {
        slices().matching(module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP, BOOTSTRAP})
    void every_room_is_known(String module) {
        Set<String> known = rooms().filter(room -> room.get()[0].equals(module))
                .map(room -> module + "." + room.get()[1])
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

    @Test
    void server_uses_neither_javalin_nor_jetty() throws IOException {
        noClasses()
                .that()
                .resideInAPackage(BOOTSTRAP + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .allowEmptyShould(false)
                .check(CLASSES);
        assertThat(javaFiles(SERVER_SOURCES))
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContainPattern(
                                "import (static )?(io\\.javalin|org\\.eclipse\\.jetty|jakarta\\.servlet)"));
    }

    /** 200, 400 and 500 are left out: bounds of histograms have these numbers, too. */
    @Test
    void server_names_paths_headers_and_status_codes_in_start_alone() throws IOException {
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
    void internals_of_jetty_are_used_where_connections_are() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HTTP + ".connection")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..internal..")
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {REDIS, HTTP})
    void no_module_sees_the_rooms_of_another(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(module + ".*..")
                .allowEmptyShould(false)
                .check(CLASSES);
    }

    @Test
    void dependencies_point_inwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("domain")
                .definedBy(DOMAIN + "..")
                .layer("application")
                .definedBy(APPLICATION + "..")
                .layer("redis")
                .definedBy(REDIS + "..")
                .layer("http")
                .definedBy(HTTP + "..")
                .layer("bootstrap")
                .definedBy(BOOTSTRAP + "..")
                .whereLayer("bootstrap")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("redis")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .withOptionalLayers(false)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("publicTypes")
    void adapters_and_server_show_only_what_others_need(String module, List<String> shown) {
        assertThat(classesOf(module)
                        .filter(type -> type.getPackageName().equals(module))
                        .filter(type -> type.getModifiers().contains(PUBLIC))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(
                        shown.stream().map(name -> module + "." + name).toList());
    }

    static Stream<Arguments> publicTypes() {
        return Stream.of(
                Arguments.of(REDIS, List.of("RedisFailure", "RedisListener", "RedisProcess", "RedisStore", "RedisUrl")),
                Arguments.of(
                        HTTP,
                        List.of(
                                "AnswerOutcome",
                                "CorsOrigins",
                                "AllowedHosts",
                                "DeliveryMode",
                                "DemoJobs",
                                "HttpAccess",
                                "HttpListener",
                                "HttpOptions",
                                "JobStatusPlugin",
                                "JobStatusPlugin$Config",
                                "JobStatusServer",
                                "ServerParts",
                                "TokenClaims",
                                "TokenKeys",
                                "TokenVerifier")),
                Arguments.of(BOOTSTRAP, List.of("Closer", "ContentJobs", "Main")));
    }

    @Test
    void time_of_day_comes_from_a_clock_alone() {
        noClasses()
                .should()
                .accessTargetWhere(describe("reads the time of day", ArchitectureTest::readsTheTimeOfDay))
                .allowEmptyShould(false)
                .check(CLASSES);
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
