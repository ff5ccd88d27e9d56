package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.bootstrap.testing.TiedProcess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged server and a Redis with TLS and the documented users. The server trusts the authority by the commands of
 * docs/operations/redis.md. Needs the redis-server of the system.
 */
@Tag("full")
final class TlsRedisIT {
    private static final Pattern IMPORT = Pattern.compile("^keytool -importcert .*$", Pattern.MULTILINE);
    private static final Pattern OPTIONS = Pattern.compile("^JAVA_TOOL_OPTIONS='([^']*)'", Pattern.MULTILINE);
    private static final String HERE = "ip:127.0.0.1";

    @TempDir
    private static Path directory;

    private static Authority authority;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @BeforeAll
    static void trust() throws Exception {
        authority = new Authority(directory);
        trust(directory);
    }

    @Test
    void server_accepts_a_certificate_of_a_trusted_authority_for_this_host() throws Exception {
        ServerProcess server = server("rediss", redis(authority.certificate(HERE)), directory);

        assertThat(answer(server)).isEqualTo("404 JOB_001");
        assertThat(logOf(server)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "another host, dns:redis.example.com, '', No subject alternative names",
        "expired, ip:127.0.0.1, -startdate -10d -validity 5, validity check failed",
        "not valid yet, ip:127.0.0.1, -startdate +5d, validity check failed",
    })
    void server_refuses_a_wrong_certificate(String fault, String name, String options, String reason) throws Exception {
        assertRefused(redis(authority.certificate(name, options)), directory, reason);
    }

    @Test
    void server_refuses_a_certificate_of_an_unknown_authority() throws Exception {
        TiedProcess redis = redis(authority.certificate(HERE));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        new Authority(elsewhere);
        trust(elsewhere);
        assertRefused(redis, elsewhere, "PKIX path");
    }

    @Test
    void server_without_tls_gets_no_answer_of_a_redis_with_tls() throws Exception {
        ServerProcess plain = server("redis", redis(authority.certificate(HERE)), directory);

        assertThat(answer(plain)).isEqualTo("503 JOB_005");
    }

    private void assertRefused(TiedProcess redis, Path trusting, String reason) throws Exception {
        ServerProcess server = server("rediss", redis, trusting);

        assertThat(answer(server)).isEqualTo("503 JOB_005");
        assertThat(logOf(server))
                .isNotEmpty()
                .anyMatch(line -> line.contains(reason))
                .noneMatch(line -> line.contains(RedisUsers.password(RedisUsers.READER)));
    }

    private TiedProcess redis(Path certificate) throws Exception {
        return deployment.add(InstalledRedis.withTls(directory, authority.key(), certificate));
    }

    /** @param trusting the directory of {@code trust.p12} */
    private ServerProcess server(String scheme, TiedProcess redis, Path trusting) throws IOException {
        String url = RedisUsers.url(RedisUsers.READER, redis.port()).replaceFirst("redis", scheme);
        String options = found(OPTIONS).group(1);
        return deployment.add(ServerProcess.start(
                trusting, Map.of("REDIS_URL", url, "REDIS_TIMEOUT", "30s", "JAVA_TOOL_OPTIONS", options)));
    }

    private static String answer(ServerProcess server) throws Exception {
        var answer = new Client(server).poll(Jobs.id());
        return answer.statusCode() + " " + answer.body().replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
    }

    /** Stops the server, and returns its log without the line of the JVM. */
    private static List<String> logOf(ServerProcess server) throws InterruptedException {
        return server.complaintsOnceStopped().stream()
                .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                .toList();
    }

    /** Runs the command of the page, which makes {@code trust.p12} of {@code ca.pem} in the directory. */
    private static void trust(Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", found(IMPORT).group())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        Process keytool = builder.start();
        String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private static Matcher found(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(RedisUsers.PAGE));
        assertThat(found.find()).isTrue();
        return found;
    }
}
