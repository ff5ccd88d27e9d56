package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and the generator, on a Redis of our own; and that there is neither on another's. */
final class DemoIT {
    private static final Pattern TAKEN = Pattern.compile("\\{\"jobId\":\"([0-9a-f-]{36})\",\"status\":\"PENDING\"}");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Closer SHARED = new Closer();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ContentJobs server;
    private static ContentJobs serverOnAnother;

    @BeforeAll
    static void start() throws Exception {
        server = start(Map.of("DEMO_DURATION", "50ms"));
        RedisProcess another = SHARED.add(RedisProcess.start());
        serverOnAnother = start(Map.of("REDIS_URL", another.url().toString()));
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @Test
    void job_is_taken_and_ends_with_pictures_of_the_origin_that_was_asked() throws Exception {
        HttpResponse<String> taken = post(server, "ok-draft");
        JobId job = jobIn(taken);
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.headers().firstValue("Location")).contains("/api/content/jobs/" + job + "/status");
        assertThat(taken.headers().firstValue("Cache-Control")).contains("no-store");

        JobReport.Completed completed = (JobReport.Completed) end(job);

        var urls = completed.imageUrls();
        assertThat(List.of(urls.simple(), urls.fancy(), urls.trendy())).doesNotHaveDuplicates();
        for (String url : List.of(urls.simple(), urls.fancy(), urls.trendy())) {
            assertThat(url).startsWith("http://127.0.0.1:" + server.httpPort() + "/");
            HttpResponse<String> picture = send("GET", URI.create(url));
            assertThat(picture.statusCode()).isEqualTo(200);
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
            assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(picture.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
            assertThat(picture.body()).startsWith("<svg ").endsWith("</svg>");
        }
    }

    @Test
    void end_of_a_job_is_dated() throws Exception {
        JobId job = jobIn(post(server, "fail-draft"));
        assertThat(end(job)).isInstanceOf(JobReport.Failed.class);

        HttpResponse<String> answer = get(server, "/demo/jobs/" + job);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"endedMillisAgo\":[0-9]+}");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void job_under_way_has_no_end() throws Exception {
        JobId job = jobIn(post(server, "slow-draft"));

        assertThat(get(server, "/demo/jobs/" + job).statusCode()).isEqualTo(404);
        assertThat(new HttpJobStatus(server.httpPort()).getJobStatus(job)).isInstanceOf(JobReport.InProgress.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%3Cscript%3E", "a:b", "%ED%95%9C", "%7Bx%7D"})
    void malformed_draft_is_refused(String draft) throws Exception {
        HttpResponse<String> refused = post(server, draft);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"code\":\"DRAFT_001\",\"message\":\"eventDraftId 형식이 올바르지 않습니다\"}");
    }

    @Test
    void draft_that_is_too_long_is_refused() throws Exception {
        assertThat(post(server, "x".repeat(65)).statusCode()).isEqualTo(400);
        assertThat(post(server, "x".repeat(64)).statusCode()).isEqualTo(202);
    }

    @Test
    void jobs_that_are_too_many_are_put_off_and_the_others_are_kept() throws Exception {
        ContentJobs busy = start(Map.of("DEMO_DURATION", "10m"));
        JobId last = new JobId("none");
        for (int i = 0; i < DemoGenerator.MAX_RUNNING; i++) {
            last = jobIn(post(busy, "ok-draft"));
        }

        HttpResponse<String> refused = post(busy, "ok-draft");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(refused.body()).isEqualTo("{\"code\":\"HTTP_503\",\"message\":\"잠시 후 다시 시도해주세요\"}");
        assertThat(new HttpJobStatus(busy.httpPort()).getJobStatus(last))
                .isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/jobs/unknown",
                "/demo/jobs/no:id",
                "/demo/images/draft/job/none.svg",
                "/demo/images/draft/job/simple.png",
                "/demo/images/no:id/job/simple.svg",
                "/demo/images/draft/no:id/simple.svg",
                "/demo/images/%3Cscript%3E/job/simple.svg",
                "/page",
                "/index.html",
                "/page.css/",
            })
    void there_is_nothing_else(String path) throws Exception {
        HttpResponse<String> answer = get(server, path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":\"HTTP_404\",\"message\":\"요청한 경로를 찾을 수 없습니다\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html, <!doctype html>",
        "/page.css, text/css, :root",
        "/page.js, text/javascript, import {followJob}",
        "/editor.js, text/javascript, export async function edit(",
        "/comparison.js, text/javascript, export function remember(",
        "/client/content-jobs.js, text/javascript, export async function followJob(",
    })
    void page_is_served(String path, String type, String text) throws Exception {
        HttpResponse<String> answer = get(server, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type + ";charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).contains(text);
    }

    @Test
    void page_may_load_nothing_from_elsewhere_and_tells_nobody_where_it_was() throws Exception {
        HttpResponse<String> answer = get(server, "/?job=x&draft=y");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                        + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /page.css",
        "GET, /page.js",
        "GET, /editor.js",
        "GET, /comparison.js",
        "GET, /demo/jobs/any",
        "GET, /demo/images/draft/job/simple.svg",
        "POST, /api/content/images/draft/generate",
    })
    void another_s_redis_has_no_page_and_no_generator(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, uri(serverOnAnother, path));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":\"HTTP_404\",\"message\":\"요청한 경로를 찾을 수 없습니다\"}");
    }

    @Test
    void client_module_is_served_on_another_s_redis_too() throws Exception {
        assertThat(get(serverOnAnother, "/client/content-jobs.js").statusCode()).isEqualTo(200);
    }

    private static ContentJobs start(Map<String, String> environment) throws Exception {
        Map<String, String> onAnyPort = new HashMap<>(Map.of("HTTP_PORT", "0"));
        onAnyPort.putAll(environment);
        return SHARED.add(ContentJobs.start(Settings.from(onAnyPort), Clock.systemUTC()));
    }

    private static JobReport end(JobId job) throws Exception {
        HttpJobStatus jobs = new HttpJobStatus(server.httpPort());
        Eventually.within(LIMIT, "the end of " + job, () -> !(jobs.getJobStatus(job) instanceof JobReport.InProgress));
        return jobs.getJobStatus(job);
    }

    private static JobId jobIn(HttpResponse<String> taken) {
        Matcher body = TAKEN.matcher(taken.body());
        assertThat(body.matches()).as(taken.body()).isTrue();
        return new JobId(body.group(1));
    }

    private static HttpResponse<String> post(ContentJobs server, String draft) throws Exception {
        return send("POST", uri(server, "/api/content/images/" + draft + "/generate"));
    }

    private static HttpResponse<String> get(ContentJobs server, String path) throws Exception {
        return send("GET", uri(server, path));
    }

    private static HttpResponse<String> send(String method, URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(ContentJobs server, String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }
}
