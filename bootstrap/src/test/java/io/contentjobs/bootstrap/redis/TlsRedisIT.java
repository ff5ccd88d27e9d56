package io.contentjobs.bootstrap.redis;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.bootstrap.testing.TiedProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server before a Redis with TLS and the documented users, the authority being trusted in the way that
 * docs/operations/redis.md tells. Needs the redis-server of the system.
 */
@Tag("full")
final class TlsRedisIT {
    private static final Pattern IMPORT = Pattern.compile("^keytool -importcert .*$", Pattern.MULTILINE);
    private static final Pattern OPTIONS = Pattern.compile("^JAVA_TOOL_OPTIONS='([^']*)'", Pattern.MULTILINE);
    private static final String HERE = "ip:127.0.0.1";

    @TempDir
    private static Path directory;

    private static Authority authority;

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void trust() throws Exception {
        authority = new Authority(directory);
        trust(directory);
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void certificate_of_a_trusted_authority_for_that_host_is_accepted() throws Exception {
        TiedProcess redis = redis(authority.certificate(HERE));
        ServerProcess server = server("rediss", redis, directory);

        assertThat(ask(server)).isEqualTo("404 JOB_001");
        assertThat(logOf(server)).isEmpty();
    }

    @Test
    void certificate_for_another_host_is_refused() throws Exception {
        assertRefused(redis(authority.certificate("dns:redis.example.com")), directory, "No subject alternative names");
    }

    @Test
    void certificate_of_an_unknown_authority_is_refused() throws Exception {
        TiedProcess redis = redis(authority.certificate(HERE));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        new Authority(elsewhere);
        trust(elsewhere);

        assertRefused(redis, elsewhere, "PKIX path");
    }

    @Test
    void certificate_that_has_expired_is_refused() throws Exception {
        assertRefused(
                redis(authority.certificate(HERE, "-startdate -10d -validity 5")), directory, "validity check failed");
    }

    @Test
    void certificate_that_is_not_valid_yet_is_refused() throws Exception {
        assertRefused(redis(authority.certificate(HERE, "-startdate +5d")), directory, "validity check failed");
    }

    @Test
    void redis_with_tls_alone_cannot_be_asked_without() throws Exception {
        TiedProcess redis = redis(authority.certificate(HERE));
        ServerProcess plain = server("redis", redis, directory);

        assertThat(ask(plain)).isEqualTo("503 JOB_005");
    }

    private void assertRefused(TiedProcess redis, Path trusting, String reason) throws Exception {
        ServerProcess server = server("rediss", redis, trusting);

        assertThat(ask(server)).isEqualTo("503 JOB_005");
        assertThat(logOf(server))
                .isNotEmpty()
                .anyMatch(line -> line.contains(reason))
                .noneMatch(line -> line.contains(RedisUsers.password(RedisUsers.READER)));
    }

    private TiedProcess redis(Path certificate) throws Exception {
        return closer.add(InstalledRedis.withTls(directory, authority.key(), certificate));
    }

    /** @param trusting where its {@code trust.p12} is */
    private ServerProcess server(String scheme, TiedProcess redis, Path trusting) throws IOException {
        String url = RedisUsers.url(RedisUsers.READER, redis.port()).replaceFirst("redis", scheme);
        Matcher options = OPTIONS.matcher(Files.readString(RedisUsers.PAGE));
        assertThat(options.find()).isTrue();
        return closer.add(ServerProcess.start(
                trusting, Map.of("REDIS_URL", url, "REDIS_TIMEOUT", "30s", "JAVA_TOOL_OPTIONS", options.group(1))));
    }

    private String ask(ServerProcess server) throws Exception {
        HttpResponse<String> answer =
                client.send(HttpJobStatus.request(server.port(), Jobs.id().value()), ofString());
        return answer.statusCode() + " " + answer.body().replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
    }

    /** Ends the server; the JVM itself tells of its options first. */
    private static List<String> logOf(ServerProcess server) throws InterruptedException {
        server.terminate();
        assertThat(server.exitCode()).isZero();
        return server.complaints().stream()
                .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                .toList();
    }

    /** Makes {@code trust.p12} of {@code ca.pem} in that directory, by the very line of the page. */
    private static void trust(Path directory) throws IOException, InterruptedException {
        Matcher line = IMPORT.matcher(Files.readString(RedisUsers.PAGE));
        assertThat(line.find()).isTrue();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line.group())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        Process keytool = builder.start();
        String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
