package io.contentjobs.bootstrap.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.http.testing.Tokens;
import io.contentjobs.redis.testing.Signals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged server reads its keys again on SIGHUP. It has no Redis: a client with a valid token gets a 503. */
final class KeyRotationIT {
    private static final int REFUSED = 401;
    private static final int ACCEPTED = 503;
    private static final String FIRST_SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String SECOND_SECRET = "00112233445566778899aabbccddeeff";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void server_refuses_tokens_of_a_removed_key_and_accepts_tokens_of_a_new_key() throws Exception {
        KeyPair first = Tokens.ec("secp256r1");
        KeyPair second = Tokens.ec("secp256r1");
        String firstJwk = Tokens.jwk(first, ",\"kid\":\"first\"");
        String secondJwk = Tokens.jwk(second, ",\"kid\":\"second\"");
        Path file = file(Tokens.jwks(firstJwk));
        ServerProcess server = start("AUTH_JWKS_FILE", file.toString());
        String old = es256("first", first);
        String next = es256("second", second);
        server.err().await("start", line -> line.endsWith("AUTH_JWKS_FILE has 1 key: first"));
        assertThat(status(server, old)).isEqualTo(ACCEPTED);
        assertThat(status(server, next)).isEqualTo(REFUSED);

        replace(file, "{\"keys\":[", server, "AUTH_JWKS_FILE cannot be used: it is no JSON text");
        assertThat(status(server, old)).isEqualTo(ACCEPTED);

        replace(file, Tokens.jwks(firstJwk, secondJwk), server, "has changed: it has 2 keys: first, second");
        assertThat(status(server, old)).isEqualTo(ACCEPTED);
        assertThat(status(server, next)).isEqualTo(ACCEPTED);

        replace(file, Tokens.jwks(secondJwk), server, "AUTH_JWKS_FILE has changed: it has 1 key: second");
        assertThat(status(server, old)).isEqualTo(REFUSED);
        assertThat(status(server, next)).isEqualTo(ACCEPTED);

        server.complaintsOnceStopped();
    }

    @Test
    void server_replaces_a_secret() throws Exception {
        Path file = file(FIRST_SECRET);
        ServerProcess server = start("AUTH_HMAC_SECRET_FILE", file.toString());
        assertThat(status(server, hs256(FIRST_SECRET))).isEqualTo(ACCEPTED);

        replace(file, SECOND_SECRET, server, "AUTH_HMAC_SECRET_FILE has changed: it has 1 key");

        assertThat(status(server, hs256(FIRST_SECRET))).isEqualTo(REFUSED);
        assertThat(status(server, hs256(SECOND_SECRET))).isEqualTo(ACCEPTED);
    }

    @Test
    void sighup_does_not_end_a_server_without_keys() throws Exception {
        ServerProcess server = start();
        server.port();

        Signals.send("HUP", server.pid());

        assertThat(status(server, "none")).isEqualTo(ACCEPTED);
        server.complaintsOnceStopped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xrs", "--limit-modules=java.se,jdk.management,jdk.crypto.ec"})
    void server_starts_if_the_jvm_cannot_handle_sighup(String option) throws Exception {
        ServerProcess server =
                start("AUTH_HMAC_SECRET_FILE", file(FIRST_SECRET).toString(), "JDK_JAVA_OPTIONS", option);

        server.err().await("note", line -> line.contains("This Java cannot handle SIGHUP"));
        assertThat(status(server, "none")).isEqualTo(REFUSED);
    }

    private Path file(String content) throws Exception {
        return Files.writeString(deployment.directory().resolve("keys"), content);
    }

    /** Replaces the file, sends SIGHUP, and waits for the log line. */
    private static void replace(Path file, String content, ServerProcess server, String logged) throws Exception {
        Files.writeString(file, content);
        Signals.send("HUP", server.pid());
        server.err().await(logged, line -> line.contains(logged));
    }

    private ServerProcess start(String... settings) throws Exception {
        var all = Deployment.settings(settings);
        all.put("REDIS_URL", deployment.urlOfNoRedis());
        return deployment.add(ServerProcess.start(deployment.directory(), all));
    }

    private static int status(ServerProcess server, String token) throws Exception {
        return new Client(server)
                .get("/api/content/jobs/any/status", "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static String es256(String kid, KeyPair key) {
        String header = Tokens.header("ES256", ",\"kid\":\"" + kid + "\"");
        return Tokens.signed("SHA256withECDSAinP1363Format", header, claims(), key);
    }

    private static String hs256(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
        return Tokens.hmac("HmacSHA256", Tokens.header("HS256", ""), claims(), bytes);
    }

    private static String claims() {
        return Tokens.claims("\"exp\":" + Instant.now().plusSeconds(600).getEpochSecond());
    }
}
