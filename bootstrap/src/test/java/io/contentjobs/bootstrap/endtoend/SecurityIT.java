package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings at work: tokens, origins, a management port. */
final class SecurityIT {
    private static final String POLL = "/api/content/jobs/sample-processing/status";
    private static final String GENERATE = "/api/content/images/draft/generate";
    private static final String SECRET = "a secret of more than thirty-two bytes";

    @TempDir
    private Path folder;

    private final Closer closer = new Closer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void keys_origins_and_ports_go_together() throws Exception {
        RSAKey key = new RSAKeyGenerator(2_048).keyID("2026").generate();
        Path file = Files.writeString(folder.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        ContentJobs server = start(Map.of(
                "AUTH_JWKS_FILE", file.toString(), "CORS_ORIGINS", "https://app.example", "MANAGEMENT_PORT", "0"));
        String[] good = {"Authorization", "Bearer " + token(JWSAlgorithm.RS256, new RSASSASigner(key), 60)};
        String[] expired = {"Authorization", "Bearer " + token(JWSAlgorithm.RS256, new RSASSASigner(key), -60)};
        String[] friend = {"Origin", "https://app.example"};
        String[] stranger = {"Origin", "https://other.example"};

        assertThat(get(server, POLL).body()).isEqualTo("{\"code\":\"AUTH_001\",\"message\":\"인증이 필요합니다\"}");
        assertThat(get(server, POLL, expired).statusCode()).isEqualTo(401);
        assertThat(get(server, POLL, good).statusCode()).isEqualTo(200);
        assertThat(post(server, GENERATE).statusCode()).isEqualTo(401);
        assertThat(post(server, GENERATE, good).statusCode()).isEqualTo(202);
        assertThat(get(server, "/").statusCode()).isEqualTo(200);
        assertThat(get(server, "/client/content-jobs.js").statusCode()).isEqualTo(200);

        assertThat(get(server, POLL, friend).headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example");
        assertThat(get(server, POLL, stranger).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();

        int managementPort = server.managementPort().orElseThrow();
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            Eventually.within(
                    Duration.ofSeconds(60),
                    path,
                    () -> send("GET", managementPort, path).statusCode() == 200);
            assertThat(get(server, path).statusCode()).isEqualTo(404);
        }
        assertThat(send("GET", managementPort, "/metrics").body()).contains("status=\"401\"");
        assertThat(send("GET", managementPort, POLL, good).statusCode()).isEqualTo(404);
    }

    @Test
    void secret_is_enough_too() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        int nobody = closer.add(new ClosedPort()).port();
        ContentJobs server =
                start(Map.of("AUTH_HMAC_SECRET_FILE", file.toString(), "REDIS_URL", "redis://127.0.0.1:" + nobody));
        String good = token(JWSAlgorithm.HS256, new MACSigner(SECRET), 60);

        assertThat(get(server, POLL).statusCode()).isEqualTo(401);
        assertThat(get(server, POLL, "Authorization", "Bearer " + good).statusCode())
                .as("let in, to a Redis that is away")
                .isEqualTo(503);
        assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(server, "/metrics").body()).doesNotContain(SECRET, good);
    }

    private ContentJobs start(Map<String, String> environment) throws Exception {
        Map<String, String> onAnyPort = new HashMap<>(Map.of("HTTP_PORT", "0", "REDIS_TIMEOUT", "30s"));
        onAnyPort.putAll(environment);
        return closer.add(ContentJobs.start(Settings.from(onAnyPort), Clock.systemUTC()));
    }

    private static String token(JWSAlgorithm algorithm, JWSSigner signer, long seconds) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }

    private HttpResponse<String> get(ContentJobs server, String path, String... fields) throws Exception {
        return send("GET", server.httpPort(), path, fields);
    }

    private HttpResponse<String> post(ContentJobs server, String path, String... fields) throws Exception {
        return send("POST", server.httpPort(), path, fields);
    }

    private HttpResponse<String> send(String method, int port, String path, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.noBody());
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
