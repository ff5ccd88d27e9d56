package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application on the module path requires our modules by their names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModulePathIT {
    /** The jars that Maven gives to a project with job-application and adapter-redis as its dependencies. */
    private static final List<String> JARS = List.of(
            "job-domain",
            "job-application",
            "adapter-redis",
            "jedis",
            "redis-authx-core",
            "commons-pool2",
            "gson",
            "json",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jspecify",
            "slf4j-api");

    private static final String MODULE = """
            module app {
                requires io.contentjobs.application;
                requires io.contentjobs.redis;
            }
            """;

    private static final String MAIN = """
            package app;

            import io.contentjobs.application.JobStatusLookup;
            import io.contentjobs.domain.JobId;
            import io.contentjobs.redis.RedisStore;
            import io.contentjobs.redis.RedisUrl;
            import java.time.Duration;

            public final class Main {
                public static void main(String[] args) {
                    try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(5))) {
                        System.out.println(new JobStatusLookup(store.reader()).getJobStatus(new JobId(args[1])));
                        System.out.println(RedisStore.class.getModule().getDescriptor().isAutomatic());
                    }
                }
            }
            """;

    private final Path directory;
    private final Path lib;

    ModulePathIT(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.lib = Archive.unpackInto(directory).home().resolve("lib");
    }

    @Test
    void application_on_the_module_path_reads_a_job() throws Exception {
        String modulePath =
                JARS.stream().map(name -> jar(name).toString()).collect(Collectors.joining(File.pathSeparator));
        Path classes = directory.resolve("classes");
        JobId id = Jobs.id();

        compile(classes, modulePath);

        try (RedisProcess redis = RedisProcess.start();
                RawRedis raw = new RawRedis(redis.port())) {
            raw.commands().hset("job:" + id, "status", "FAILED");
            raw.commands().set("job:" + id + ":error", "why");
            try (ServerProcess app = ServerProcess.start(
                    List.of(
                            ServerProcess.JAVA.toString(),
                            "-p",
                            modulePath + File.pathSeparator + classes,
                            "-m",
                            "app/app.Main",
                            redis.url().toString(),
                            id.value()),
                    directory,
                    Map.of())) {
                assertThat(app.printed()).containsExactly("Failed[error=why]", "false");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "job-domain, io.contentjobs.domain",
        "job-application, io.contentjobs.application",
        "adapter-redis, io.contentjobs.redis",
        "adapter-http, io.contentjobs.http"
    })
    void name_of_a_module_is_the_name_of_its_package(String jar, String module) {
        assertThat(ModuleFinder.of(jar(jar)).findAll())
                .extracting(ModuleReference::descriptor)
                .extracting(descriptor -> descriptor.name())
                .containsExactly(module);
    }

    private void compile(Path classes, String modulePath) throws IOException {
        Path module = Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path main = Files.writeString(directory.resolve("Main.java"), MAIN);
        StringWriter problems = new StringWriter();
        PrintWriter out = new PrintWriter(problems);
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--release",
                        "17",
                        "-Xlint:all",
                        "-Werror",
                        "-p",
                        modulePath,
                        "-d",
                        classes.toString(),
                        module.toString(),
                        main.toString());
        assertThat(result).as(problems.toString()).isZero();
    }

    private Path jar(String name) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.filter(jar -> jar.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
