package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.http.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The settings of tokens, origins and the management port, in a running server. */
final class SecurityIT {
    private static final String POLL = "/api/content/jobs/sample-processing/status";
    private static final String GENERATE = "/api/content/images/draft/generate";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void public_keys_origins_and_the_management_port_work_together() throws Exception {
        Path file = Files.writeString(deployment.directory().resolve("keys.json"), Tokens.jwks());
        ContentJobs server = deployment.demo(
                "AUTH_JWKS_FILE", file.toString(), "CORS_ORIGINS", "https://app.example", "MANAGEMENT_PORT", "0");
        Client client = new Client(server);
        Client management = new Client(server.managementPort().orElseThrow());
        String[] good = bearer(Tokens.rs256(claims(60)));

        assertThat(client.get(POLL).body()).isEqualTo("{\"code\":\"AUTH_001\",\"message\":\"인증이 필요합니다\"}");
        assertThat(client.get(POLL, bearer(Tokens.rs256(claims(-60)))).statusCode())
                .isEqualTo(401);
        assertThat(client.get(POLL, good).statusCode()).isEqualTo(200);
        assertThat(client.send("POST", GENERATE).statusCode()).isEqualTo(401);
        assertThat(client.send("POST", GENERATE, good).statusCode()).isEqualTo(202);
        assertThat(client.get("/").statusCode()).isEqualTo(200);
        assertThat(client.get("/client/content-jobs.js").statusCode()).isEqualTo(200);
        String allowed = "Access-Control-Allow-Origin";
        assertThat(client.get(POLL, "Origin", "https://app.example").headers().firstValue(allowed))
                .contains("https://app.example");
        assertThat(client.get(POLL, "Origin", "https://other.example").headers().firstValue(allowed))
                .isEmpty();
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            Await.until(path, () -> management.get(path).statusCode() == 200);
            assertThat(client.get(path).statusCode()).isEqualTo(404);
        }
        assertThat(management.get("/metrics").body()).contains("status=\"401\"");
        assertThat(management.get(POLL, good).statusCode()).isEqualTo(404);
    }

    @Test
    void secret_works_too_and_is_not_shown() throws Exception {
        String secret = new String(Tokens.SECRET, StandardCharsets.US_ASCII);
        Path file = Files.writeString(deployment.directory().resolve("secret"), secret + "\n");
        Client client = new Client(
                deployment.server("AUTH_HMAC_SECRET_FILE", file.toString(), "REDIS_URL", deployment.urlOfNoRedis()));
        String good = Tokens.hs256(claims(60));

        assertThat(client.get(POLL).statusCode()).isEqualTo(401);
        assertThat(client.get(POLL, bearer(good)).statusCode())
                .as("accepted, without a Redis")
                .isEqualTo(503);
        assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(client.get("/metrics").body()).doesNotContain(secret, good);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String claims(long seconds) {
        return Tokens.claims("\"exp\":" + Instant.now().plusSeconds(seconds).getEpochSecond());
    }
}
