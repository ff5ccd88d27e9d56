package io.contentjobs.bootstrap;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
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
import org.junit.jupiter.api.BeforeEach;
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

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Authority authority;

    @BeforeEach
    void trust() throws Exception {
        authority = new Authority(directory);
        trust(directory);
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void certificate_of_a_trusted_authority_for_that_host_is_accepted() throws Exception {
        InstalledRedis redis = redis(authority.certificate(HERE));
        ServerProcess server = server("rediss", RedisUsers.READER, redis);

        assertThat(ask(server)).isEqualTo("404 JOB_001");
        assertThat(logOf(server)).isEmpty();
    }

    @Test
    void certificate_for_another_host_is_refused() throws Exception {
        assertRefused(redis(authority.certificate("dns:redis.example.com")), "No subject alternative names");
    }

    @Test
    void certificate_of_an_unknown_authority_is_refused() throws Exception {
        InstalledRedis redis = redis(authority.certificate(HERE));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        new Authority(elsewhere);
        Files.delete(directory.resolve("trust.p12"));
        trust(elsewhere);
        Files.copy(elsewhere.resolve("trust.p12"), directory.resolve("trust.p12"));

        assertRefused(redis, "PKIX path");
    }

    @Test
    void certificate_that_has_expired_is_refused() throws Exception {
        assertRefused(redis(authority.certificate(HERE, "-startdate -10d -validity 5")), "validity check failed");
    }

    @Test
    void certificate_that_is_not_valid_yet_is_refused() throws Exception {
        assertRefused(redis(authority.certificate(HERE, "-startdate +5d")), "validity check failed");
    }

    @Test
    void redis_with_tls_alone_cannot_be_asked_without() throws Exception {
        InstalledRedis redis = redis(authority.certificate(HERE));
        ServerProcess plain = server("redis", RedisUsers.READER, redis);

        assertThat(ask(plain)).isEqualTo("503 JOB_005");
    }

    private void assertRefused(InstalledRedis redis, String reason) throws Exception {
        ServerProcess server = server("rediss", RedisUsers.READER, redis);

        assertThat(ask(server)).isEqualTo("503 JOB_005");
        assertThat(logOf(server))
                .isNotEmpty()
                .anyMatch(line -> line.contains(reason))
                .noneMatch(line -> line.contains(RedisUsers.password(RedisUsers.READER)));
    }

    private InstalledRedis redis(Path certificate) throws Exception {
        return closer.add(InstalledRedis.withTls(directory, authority.key(), certificate));
    }

    private ServerProcess server(String scheme, String user, InstalledRedis redis) throws IOException {
        String url = RedisUsers.url(user, redis.port()).replaceFirst("redis", scheme);
        Matcher options = OPTIONS.matcher(Files.readString(RedisUsers.PAGE));
        assertThat(options.find()).isTrue();
        return closer.add(ServerProcess.start(
                directory, Map.of("REDIS_URL", url, "REDIS_TIMEOUT", "30s", "JAVA_TOOL_OPTIONS", options.group(1))));
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
        return server.err().toTheEnd().stream()
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
