package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and the generator on the Redis of the demo; a server on another Redis has neither. */
final class DemoIT {
    private static final Pattern ACCEPTED = Pattern.compile("\\{\"jobId\":\"([0-9a-f-]{36})\",\"status\":\"PENDING\"}");
    private static final String NOT_FOUND = "{\"code\":\"HTTP_404\",\"message\":\"요청한 경로를 찾을 수 없습니다\"}";

    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static int port;
    private static Client client;
    private static Client clientOfNoDemo;

    @BeforeAll
    static void start() throws Exception {
        port = DEPLOYMENT.demo("DEMO_DURATION", "50ms").httpPort();
        client = new Client(port);
        clientOfNoDemo = new Client(DEPLOYMENT.server());
    }

    @Test
    void job_ends_with_images_at_the_origin_of_the_request() throws Exception {
        HttpResponse<String> accepted = generate(client, "ok-draft");
        JobId job = jobIn(accepted);
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Location")).contains("/api/content/jobs/" + job + "/status");
        assertThat(accepted.headers().firstValue("Cache-Control")).contains("no-store");

        JobReport.Completed completed = (JobReport.Completed) end(job);

        var urls = completed.imageUrls();
        assertThat(List.of(urls.simple(), urls.fancy(), urls.trendy())).doesNotHaveDuplicates();
        for (String url : List.of(urls.simple(), urls.fancy(), urls.trendy())) {
            assertThat(url).startsWith("http://127.0.0.1:" + port + "/");
            HttpResponse<String> picture = client.get(URI.create(url).getPath());
            assertThat(picture.statusCode()).isEqualTo(200);
            assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
            assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(picture.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
            assertThat(picture.body()).startsWith("<svg ").endsWith("</svg>");
        }
    }

    @Test
    void demo_reports_when_a_job_ended() throws Exception {
        JobId job = jobIn(generate(client, "fail-draft"));
        assertThat(end(job)).isInstanceOf(JobReport.Failed.class);

        HttpResponse<String> answer = client.get("/demo/jobs/" + job);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"endedMillisAgo\":[0-9]+}");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void job_in_progress_has_no_end() throws Exception {
        JobId job = jobIn(generate(client, "slow-draft"));

        assertThat(client.get("/demo/jobs/" + job).statusCode()).isEqualTo(404);
        assertThat(client.getJobStatus(job)).isInstanceOf(JobReport.InProgress.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%3Cscript%3E", "a:b", "%ED%95%9C", "%7Bx%7D"})
    void malformed_draft_id_is_refused(String draft) throws Exception {
        HttpResponse<String> refused = generate(client, draft);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"code\":\"DRAFT_001\",\"message\":\"eventDraftId 형식이 올바르지 않습니다\"}");
    }

    @Test
    void draft_id_that_is_too_long_is_refused() throws Exception {
        assertThat(generate(client, "x".repeat(65)).statusCode()).isEqualTo(400);
        assertThat(generate(client, "x".repeat(64)).statusCode()).isEqualTo(202);
    }

    @Test
    void demo_refuses_more_jobs_than_it_can_remember_and_keeps_the_others() throws Exception {
        Client busy = new Client(DEPLOYMENT.demo("DEMO_DURATION", "10m"));
        JobId last = new JobId("none");
        for (int i = 0; i < DemoGenerator.MAX_RUNNING; i++) {
            last = jobIn(generate(busy, "ok-draft"));
        }

        HttpResponse<String> refused = generate(busy, "ok-draft");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(refused.body()).isEqualTo("{\"code\":\"HTTP_503\",\"message\":\"잠시 후 다시 시도해주세요\"}");
        assertThat(busy.getJobStatus(last)).isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
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
    void other_paths_are_not_found(String path) throws Exception {
        HttpResponse<String> answer = client.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(NOT_FOUND);
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
        HttpResponse<String> answer = client.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type + ";charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).contains(text);
    }

    @Test
    void page_loads_nothing_from_other_sites_and_sends_no_referrer() throws Exception {
        HttpResponse<String> answer = client.get("/?job=x&draft=y");

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
    void server_on_another_redis_has_no_page_and_no_generator(String method, String path) throws Exception {
        HttpResponse<String> answer = clientOfNoDemo.send(method, path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(NOT_FOUND);
    }

    @Test
    void server_on_another_redis_serves_the_client_module() throws Exception {
        assertThat(clientOfNoDemo.get("/client/content-jobs.js").statusCode()).isEqualTo(200);
    }

    private static JobReport end(JobId job) {
        Await.until("the end of " + job, () -> !(client.getJobStatus(job) instanceof JobReport.InProgress));
        return client.getJobStatus(job);
    }

    private static JobId jobIn(HttpResponse<String> accepted) {
        Matcher body = ACCEPTED.matcher(accepted.body());
        assertThat(body.matches()).as(accepted.body()).isTrue();
        return new JobId(body.group(1));
    }

    private static HttpResponse<String> generate(Client client, String draft) throws Exception {
        return client.send("POST", "/api/content/images/" + draft + "/generate");
    }
}
