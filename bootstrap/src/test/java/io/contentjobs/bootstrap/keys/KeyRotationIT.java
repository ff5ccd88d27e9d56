package io.contentjobs.bootstrap.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged server takes over new keys on SIGHUP, and runs on. Its Redis is away: a client with a valid token gets a 503. */
final class KeyRotationIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int REFUSED = 401;
    private static final int LET_IN = 503;

    @TempDir
    private Path folder;

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void token_of_a_key_that_goes_is_refused_and_one_of_a_new_key_let_in() throws Exception {
        ECKey first = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        ECKey second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
        Path file = Files.writeString(folder.resolve("keys.json"), new JWKSet(first.toPublicJWK()).toString());
        ServerProcess server = start(Map.of("AUTH_JWKS_FILE", file.toString()));
        String old = token(JWSAlgorithm.ES256, new ECDSASigner(first));
        String next = token(JWSAlgorithm.ES256, new ECDSASigner(second));
        server.err().await("start", line -> line.endsWith("AUTH_JWKS_FILE has 1 key: first"));
        assertThat(status(server, old)).isEqualTo(LET_IN);
        assertThat(status(server, next)).isEqualTo(REFUSED);

        Files.writeString(file, "{\"keys\":[");
        hangUp(server);
        server.err().await("warning", line -> line.contains("AUTH_JWKS_FILE cannot be used: it is no JSON text"));
        assertThat(status(server, old)).isEqualTo(LET_IN);

        Files.writeString(file, new JWKSet(List.of(first.toPublicJWK(), second.toPublicJWK())).toString());
        hangUp(server);
        server.err().await("both", line -> line.endsWith("AUTH_JWKS_FILE has changed: it has 2 keys: first, second"));
        assertThat(status(server, old)).isEqualTo(LET_IN);
        assertThat(status(server, next)).isEqualTo(LET_IN);

        Files.writeString(file, new JWKSet(second.toPublicJWK()).toString());
        hangUp(server);
        server.err().await("second", line -> line.endsWith("AUTH_JWKS_FILE has changed: it has 1 key: second"));
        assertThat(status(server, old)).isEqualTo(REFUSED);
        assertThat(status(server, next)).isEqualTo(LET_IN);

        server.terminate();
        assertThat(server.exitCode()).isZero();
    }

    @Test
    void secret_is_exchanged_too() throws Exception {
        String first = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
        String second = "00112233445566778899aabbccddeeff";
        Path file = Files.writeString(folder.resolve("secret"), first);
        ServerProcess server = start(Map.of("AUTH_HMAC_SECRET_FILE", file.toString()));
        assertThat(status(server, token(JWSAlgorithm.HS256, new MACSigner(first))))
                .isEqualTo(LET_IN);

        Files.writeString(file, second);
        hangUp(server);
        server.err().await("change", line -> line.endsWith("AUTH_HMAC_SECRET_FILE has changed: it has 1 key"));

        assertThat(status(server, token(JWSAlgorithm.HS256, new MACSigner(first))))
                .isEqualTo(REFUSED);
        assertThat(status(server, token(JWSAlgorithm.HS256, new MACSigner(second))))
                .isEqualTo(LET_IN);
    }

    @Test
    void hang_up_ends_no_server_that_has_no_keys() throws Exception {
        ServerProcess server = start(Map.of());
        server.err().await("start", line -> line.contains("Started content-jobs"));
        hangUp(server);

        assertThat(status(server, "none")).isEqualTo(LET_IN);
        server.terminate();
        assertThat(server.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xrs", "--limit-modules=java.se,jdk.management,jdk.crypto.ec"})
    void server_starts_where_no_signal_can_be_handled(String option) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");

        ServerProcess server = start(Map.of("AUTH_HMAC_SECRET_FILE", file.toString(), "JDK_JAVA_OPTIONS", option));

        server.err().await("note", line -> line.contains("SIGHUP cannot be handled here"));
        assertThat(status(server, "none")).isEqualTo(REFUSED);
    }

    @Test
    void start_tells_in_json_too_whether_tokens_are_needed() throws Exception {
        ServerProcess server = start(Map.of("LOG_FORMAT", "json"));

        assertThat(server.err().await("start", line -> line.contains("The API requires no tokens")))
                .startsWith("{")
                .contains("\"level\":\"INFO\"");
    }

    private ServerProcess start(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REDIS_URL", "redis://127.0.0.1:" + closer.add(new ClosedPort()).port());
        return closer.add(ServerProcess.start(folder, all));
    }

    private static void hangUp(ServerProcess server) throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", "" + server.pid())
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private int status(ServerProcess server, String token) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/content/jobs/any/status");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String token(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }
}
