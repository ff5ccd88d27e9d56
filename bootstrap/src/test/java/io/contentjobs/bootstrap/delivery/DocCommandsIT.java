package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each {@code sh} block of the README and of docs with other ports and folders, or lists it with a reason. Needs curl,
 * openssl, redis-cli, redis-server and wrk.
 */
@Tag("full")
final class DocCommandsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```sh\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String BUILD = "mvn -q -DskipTests package && ";
    private static final int TIMEOUT_SECONDS = 300;

    /** By their first lines. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "mvn -q -T1 -Pbenchmark -DskipTests verify -pl adapter-redis,adapter-http -am",
            "takes minutes; .ci/run compiles it",
            "mvn -q -Pbenchmark -DskipTests verify -pl adapter-redis -am -Dbenchmark.options=\"LoneRead -f 1\"",
            "takes minutes; .ci/run compiles it",
            "keytool -importcert -noprompt -alias redis-ca -file ca.pem -keystore trust.p12 -storetype PKCS12 "
                    + "-storepass changeit",
            "TlsRedisIT starts a server with a trust store");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Map<String, Run> runs = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    private ServerProcess server;

    private interface Run {
        void of(String block) throws Exception;
    }

    DocCommandsIT() {
        runs.put(
                BUILD + "java -jar bootstrap/target/content-jobs.jar",
                block -> served(block.substring(BUILD.length())));
        runs.put(
                "curl -i http://127.0.0.1:8080/api/content/jobs/sample-processing/status",
                block -> assertThat(printed(ported(block))).contains("Retry-After: 2", "\"PROCESSING\""));
        runs.put(
                "redis-cli -p \"$PORT\" HSET job:my-job status PENDING eventDraftId my-draft type IMAGE_GEN "
                        + "createdAt 2026-11-22T09:00:00Z",
                this::recordJob);
        runs.put(
                "curl -i -X POST http://127.0.0.1:8080/api/content/images/my-draft/generate",
                block -> assertThat(printed(ported(block))).contains("202 Accepted", "\"status\":\"PENDING\""));
        runs.put(BUILD + "docs/load/polls.sh", this::measure);
        runs.put("JAVA=/path/to/jdk-25/bin/java CONNS=512 MIX=completed docs/load/polls.sh", this::measure);
        runs.put(
                BUILD + "docs/start-up.sh      # JAVA_HOME=… names another Java than that on the PATH",
                block -> assertThat(printed(block.substring(BUILD.length()))).contains("with the cache: "));
        runs.put("VERSION=0.1.0-SNAPSHOT", this::install);
        runs.put("(umask 077 && openssl rand -hex 32 > hmac-secret)", block -> {
            printed("cd '" + folder + "'\n" + block);
            assertThat(Files.readString(folder.resolve("hmac-secret")).strip()).matches("[0-9a-f]{64}");
        });
    }

    @BeforeEach
    void serve() throws Exception {
        server = deployment.add(ServerProcess.start(folder, Map.of()));
        server.port();
    }

    @Test
    void each_block_is_run_or_listed_with_a_reason() throws Exception {
        assertThat(blocks().keySet())
                .hasSizeGreaterThan(8)
                .isSubsetOf(Stream.of(runs, NOT_RUN)
                        .flatMap(some -> some.keySet().stream())
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> block_works() throws Exception {
        Map<String, String> blocks = blocks();
        return runs.entrySet().stream()
                .filter(run -> blocks.containsKey(run.getKey()))
                .map(run -> DynamicTest.dynamicTest(
                        run.getKey(), () -> run.getValue().of(Objects.requireNonNull(blocks.get(run.getKey())))));
    }

    private void recordJob(String block) throws Exception {
        String password = server.out()
                .await("the password's file", text -> text.contains("export REDISCLI_AUTH="))
                .strip();
        String port = server.out()
                .await("the port", text -> text.contains("redis-cli -p "))
                .strip()
                .split(" ", -1)[2];

        assertThat(printed(password + "\nPORT=" + port + "\n" + block + "redis-cli -p $PORT TTL job:my-job"))
                .contains("3600");
        JobReport report = new Client(server).getJobStatus(new JobId("my-job"));
        assertThat(report.status()).isEqualTo(JobStatus.PENDING);
    }

    private void measure(String block) throws Exception {
        String command = block.replace(BUILD, "").replace("/path/to/jdk-25/bin/java", java().toString());
        assertThat(printed(command)).contains("polls/s");
    }

    /** Installs a version, and then a newer one while both archives and the older version are present. */
    private void install(String block) throws Exception {
        RedisProcess redis = deployment.redis();
        Path archive = Archive.packed();
        String version = archive.getFileName().toString().replaceAll("content-jobs-(.*)\\.tar\\.gz", "$1");
        String newer = version + "-newer";
        Path opt = Files.createDirectory(folder.resolve("opt"));
        Path link = opt.resolve("content-jobs");
        Files.copy(archive, folder.resolve(archive.getFileName()));

        assertThat(installed(block, opt, redis)).startsWith("Made ");
        assertThat(link.toRealPath()).isEqualTo(opt.toRealPath().resolve("content-jobs-" + version));

        printed(String.join(
                " && ",
                "cd '" + folder + "'",
                "mkdir repacked",
                "tar -xzf content-jobs-" + version + ".tar.gz -C repacked",
                "mv repacked/content-jobs-" + version + " repacked/content-jobs-" + newer,
                "tar -czf content-jobs-" + newer + ".tar.gz -C repacked content-jobs-" + newer));
        // One cache suffices: to make one takes half a minute.
        String upgrade = block.replace("VERSION=" + version, "VERSION=" + newer).replace("--make-cache", "--version");
        assertThat(installed(upgrade, opt, redis)).contains(version);
        assertThat(link.toRealPath()).isEqualTo(opt.toRealPath().resolve("content-jobs-" + newer));
        assertThat(opt).isDirectoryContaining(version(version)).isDirectoryContaining(version(newer));
    }

    private static Predicate<Path> version(String version) {
        return installed -> installed.endsWith("content-jobs-" + version);
    }

    /** Runs all lines, of which the last is the server's, and returns what the others print. */
    private String installed(String block, Path opt, RedisProcess redis) throws Exception {
        String lines = "cd '" + folder + "'\n"
                + block.strip()
                        .replace("/opt", "'" + opt + "'")
                        .replace("redis://redis.example.com:6379", redis.url().toString());
        int last = lines.lastIndexOf('\n');

        String printed = printed(lines.substring(0, last));
        served(lines.substring(last + 1));
        return printed;
    }

    private void served(String command) throws Exception {
        ServerProcess started = start(command);
        assertThat(started.port()).isPositive();
        ProcessHandle.of(started.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroy); // if the shell did not become the server
        started.terminate();
        started.exitCode();
    }

    private String ported(String command) throws Exception {
        return command.replace("127.0.0.1:8080", "127.0.0.1:" + server.port());
    }

    private String printed(String command) throws Exception {
        ServerProcess process = start(command);
        int exitCode = process.exitCodeWithin(TIMEOUT_SECONDS);
        String out = String.join("\n", process.out().toTheEnd());
        assertThat(exitCode).as(command + "\n" + out + process.err().toTheEnd()).isZero();
        return out;
    }

    /** Starts the command in the project's folder, with short times for scripts that measure. */
    private ServerProcess start(String command) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "PATH", java().getParent() + ":" + System.getenv("PATH"),
                "JAVA", java().toString(),
                "ROUNDS", "1",
                "REDIS_TIMEOUT", "30s",
                "WARMUP", "1",
                "SECS", "1",
                "JOBS", "100"));
        return deployment.add(ServerProcess.start(List.of("sh", "-c", command.strip()), ROOT, environment));
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** All blocks, by their first lines. */
    private static Map<String, String> blocks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        Map<String, String> blocks = new LinkedHashMap<>();
        for (Path page : pages) {
            BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(block -> blocks.put(block.lines().findFirst().orElseThrow(), block));
        }
        return blocks;
    }
}
