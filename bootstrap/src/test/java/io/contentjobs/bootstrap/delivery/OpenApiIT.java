package io.contentjobs.bootstrap.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.PlainClient;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each answer, header and example in {@code /openapi.yaml} is the answer to a real request, and each answer is described. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiIT {
    private static final String PATH = "/api/content/jobs/{jobId}/status";
    private static final String STATUS = "GET " + PATH + " ";
    private static final String META = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
    /** Jetty answers these with a body even to HEAD: it has not read the method yet. */
    private static final List<String> NOT_UNDERSTOOD = List.of(" 414 ", " 431 ", " 505 ");

    private static final String ORIGIN = "https://app.example.com";
    private static final String LONG = "x".repeat(13_000);

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Map<String, Ask> asks = new LinkedHashMap<>();
    private ContentJobs server;
    private ContentJobs cutOff;
    private ContentJobs closed;
    private OpenApi description;

    /** A request and its server. The fields are header lines, and a body if there is one. */
    private record Ask(ContentJobs server, String method, String target, String fields) {
        RawResponse answer() throws IOException {
            return answer(method);
        }

        RawResponse answer(String by) throws IOException {
            String line = target.contains(" HTTP/") ? target : target + " HTTP/1.1";
            String request = by + " " + line + "\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n";
            return PlainClient.exchange(server.httpPort(), request);
        }
    }

    @BeforeAll
    void start() throws Exception {
        server = deployment.server();
        Await.until("readiness", server::isReady);
        cutOff = deployment.server("REDIS_URL", deployment.urlOfNoRedis());
        Path secret = Files.writeString(deployment.directory().resolve("secret"), "0123456789abcdef".repeat(4));
        closed = deployment.server("AUTH_HMAC_SECRET_FILE", secret.toString(), "CORS_ORIGINS", ORIGIN);
        description =
                new OpenApi(new Ask(server, "GET", "/openapi.yaml", "").answer().body());
        arrangeJobs(deployment.raw());
        arrangeOthers();
    }

    private void arrangeJobs(RawRedis raw) {
        String processing = put(raw, Jobs.processing());
        Job done = Jobs.completed();
        raw.putImageUrls(Jobs.draftOf(done), sampleImages());
        Job explained = Jobs.failed();
        raw.putError(explained.id(), "이미지 생성 서버가 응답하지 않습니다");
        String failed = put(raw, Jobs.failed());
        JobId unreadable = Jobs.id();
        raw.putUnreadable(unreadable);
        String json = "200 application/json ";
        status(json + "pending", put(raw, Jobs.pending()), "");
        status(json + "processing", processing, "");
        status(json + "completed", put(raw, done), "");
        status(json + "failed", put(raw, explained), "");
        status(json + "failedWithoutReason", failed, "");
        status(json + "waited", processing, "Prefer: wait=1\r\n");
        status("200 text/event-stream stream", failed, "Accept: text/event-stream\r\n");
        status("204", failed, "Accept: text/event-stream\r\nLast-Event-ID: \"Iq4JCWR3byM4wlEA\"\r\n");
        status("304", processing, "If-None-Match: *\r\n");
        status("400 application/json malformedJobId", "job:1", "");
        add(STATUS + "400 application/json malformedWait", "GET", target(processing) + "?wait=soon", "");
        asks.put(
                STATUS + "401 application/json noToken",
                new Ask(closed, "GET", target(processing), "Origin: " + ORIGIN + "\r\n"));
        status("404 application/json noSuchJob", Jobs.id().value(), "");
        add(STATUS + "404 application/json noSuchPath", "GET", "/api/content/jobs", "");
        add(STATUS + "405 application/json post", "POST", target(processing), "Content-Length: 0\r\n");
        status("410 application/json imagesGone", put(raw, Jobs.completed()), "");
        status("413 application/json body", processing, "Content-Length: 1025\r\n");
        status("414 application/json uri", LONG, "");
        status("417 application/json expect", processing, "Expect: miracles\r\n");
        status("431 application/json headers", processing, "X-Long: " + LONG + "\r\n");
        status("500 application/json unreadable", unreadable.value(), "");
        asks.put(STATUS + "503 application/json storeUnavailable", new Ask(cutOff, "GET", target(processing), ""));
        add(STATUS + "505 application/json http3", "GET", target(processing) + " HTTP/3.0", "");
    }

    private void arrangeOthers() {
        add("GET /health/live 200 application/json live", "GET", "/health/live", "");
        add("GET /health/ready 200 application/json ready", "GET", "/health/ready", "");
        asks.put("GET /health/ready 503 application/json notReady", new Ask(cutOff, "GET", "/health/ready", ""));
        add("GET /metrics 200 text/plain", "GET", "/metrics", "");
        add(
                "GET /metrics 200 application/openmetrics-text",
                "GET",
                "/metrics",
                "Accept: application/openmetrics-text\r\n");
        for (String path : List.of("/client/content-jobs.js", "/openapi.yaml")) {
            String type = path.endsWith("js") ? "text/javascript" : "application/yaml";
            add("GET " + path + " 200 " + type, "GET", path, "");
            add("GET " + path + " 304", "GET", path, "If-None-Match: *\r\n");
        }
    }

    @Test
    void description_is_valid_openapi() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(OpenApiIT::schema));

        assertThat(registry.getSchema(SchemaLocation.of(META)).validate(description.document()))
                .isEmpty();
    }

    @Test
    void each_described_answer_has_a_request() {
        assertThat(asks.keySet())
                .containsExactlyInAnyOrderElementsOf(description.answers("GET").keySet());
    }

    @Test
    void every_answer_is_as_it_is_described_and_equal_to_its_example() throws Exception {
        Map<String, JsonNode> described = description.answers("GET");
        Map<String, Object> problems = new TreeMap<>();
        for (var entry : asks.entrySet()) {
            RawResponse answer = entry.getValue().answer();
            check("GET", entry.getKey(), answer, problems);
            JsonNode example = described.get(entry.getKey());
            if (example != null
                    && !example.isMissingNode()
                    && !OpenApi.parsed(OpenApi.typeOf(answer), answer.body()).equals(example)) {
                problems.put(entry.getKey() + " as the example", answer.body());
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void head_is_answered_as_get_without_a_body() throws Exception {
        Map<String, Object> problems = new TreeMap<>();
        for (var entry : asks.entrySet()) {
            if (description.has("HEAD", pathIn(entry.getKey()))
                    && entry.getValue().method().equals("GET")
                    && NOT_UNDERSTOOD.stream().noneMatch(entry.getKey()::contains)) {
                check("HEAD", entry.getKey(), entry.getValue().answer("HEAD"), problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    private void check(String method, String key, RawResponse answer, Map<String, Object> problems) {
        List<String> found = description.problems(method, pathIn(key), answer);
        if (!found.isEmpty() || !key.contains(" " + answer.status())) {
            problems.put(key, answer.status() + " " + found);
        }
    }

    @Test
    void answer_that_is_not_described_is_detected() throws Exception {
        RawResponse good = Objects.requireNonNull(asks.get(STATUS + "200 application/json pending"))
                .answer();
        assertThat(description.problems("GET", PATH, good)).isEmpty();

        assertThat(found(418, good, "", "", null)).containsExactly("status 418 is not described");
        assertThat(found(200, good, "x-new", "1", null)).containsExactly("x-new: 1 is not described");
        assertThat(found(200, good, "vary", "Cookie", null))
                .singleElement()
                .asString()
                .startsWith("Vary ");
        assertThat(found(200, good, "content-type", "text/html", null))
                .containsExactly("content of type text/html is not described");
        assertThat(found(200, good, "", "", "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\",\"new\":1}"))
                .isNotEmpty();
        assertThat(found(200, good, "", "", "{\"status\":\"PENDING\"}")).isNotEmpty();
        Map<String, List<String>> fewer = new TreeMap<>(good.headers());
        fewer.remove("cache-control");
        assertThat(description.problems("GET", PATH, new RawResponse(200, fewer, good.body())))
                .containsExactly("no Cache-Control");
    }

    private List<String> found(int status, RawResponse good, String name, String value, @Nullable String body) {
        Map<String, List<String>> fields = new TreeMap<>(good.headers());
        if (!name.isEmpty()) {
            fields.put(name, List.of(value));
        }
        return description.problems("GET", PATH, new RawResponse(status, fields, body == null ? good.body() : body));
    }

    private void status(String what, String id, String fields) {
        add(STATUS + what, "GET", target(id), fields);
    }

    private void add(String what, String method, String target, String fields) {
        asks.put(what, new Ask(server, method, target, fields));
    }

    private static String pathIn(String key) {
        return key.split(" ", -1)[1];
    }

    private static String target(String id) {
        return PATH.replace("{jobId}", id);
    }

    private static String put(RawRedis raw, Job job) {
        raw.put(job);
        return job.id().value();
    }

    private static ImageUrls sampleImages() {
        String folder = "https://cdn.example.com/sample-draft/";
        return new ImageUrls(folder + "simple.png", folder + "fancy.png", folder + "trendy.png");
    }

    /** Loads a schema of OpenAPI 3.1 from the class path. The validator knows those of JSON Schema. */
    private static @Nullable String schema(String id) {
        try (InputStream resource = OpenApiIT.class.getResourceAsStream(id.replaceFirst("^https:/", ""))) {
            return resource == null ? null : new String(resource.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
