package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.demo.DemoGenerator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What does not go well, and what can be done then. */
@Tag("full")
final class PageEndsIT {
    private static final Closer SHARED = new Closer();

    private static Chromium chromium;
    private static DemoServer server;

    @BeforeAll
    static void start() throws Exception {
        server = SHARED.add(DemoServer.start("500ms"));
        chromium = SHARED.add(Chromium.start());
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @Test
    void failure_is_told_and_the_draft_can_be_generated_again() {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
            visit.generate("fail-sale", "stream");
            visit.awaitState("failed");
            visit.awaitShown("#lateness");
            visit.screenshot("7-failed");
            assertThat(visit.text("#headline")).isEqualTo("이미지 생성 서버가 응답하지 않습니다");
            assertThat(visit.text("#detail")).isEqualTo("다시 시도해주세요");
            assertThat(visit.shows("#keep-waiting")).isFalse();
            assertThat(visit.text("#regenerate")).isEqualTo("다시 생성");
            String job = visit.text("#job-id");

            visit.page().fill("#draft-id", "ok-sale");
            visit.page().click("#regenerate");
            visit.awaitState("completed");

            assertThat(visit.text("#job-id")).isNotEqualTo(job);
            visit.awaitPictures();
        }
    }

    @Test
    void person_that_is_told_after_thirty_seconds_may_go_on_waiting() {
        NewContextOptions dark =
                new NewContextOptions().setViewportSize(1200, 860).setColorScheme(ColorScheme.DARK);
        try (Visit visit = Visit.of(chromium, server.url("/"), dark)) {
            visit.generate("slow-sale", "poll");
            visit.awaitState("timeout");
            visit.screenshot("8-timeout");
            assertThat(visit.text("#headline")).isEqualTo("30초가 지났습니다");
            assertThat(Double.parseDouble(visit.text("#elapsed b"))).isGreaterThanOrEqualTo(29.5);
            assertThat(visit.text("#regenerate")).isEqualTo("다시 생성");
            assertThat(visit.text("#keep-waiting")).isEqualTo("계속 기다리기");
            String job = visit.text("#job-id");

            visit.page().click("#keep-waiting");
            visit.awaitState("completed");

            assertThat(visit.text("#job-id")).isEqualTo(job);
            visit.awaitPictures();
            visit.screenshot("9-completed-after-all");
            assertThat(visit.page()
                            .locator("#comparison tr[data-mode=poll] td")
                            .first()
                            .innerText())
                    .isEqualTo("1번 중 0번");
        }
    }

    @Test
    void person_that_is_told_after_thirty_seconds_may_start_anew() {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
            visit.page().clock().install();
            visit.page().reload();
            visit.generate("slow-sale", "wait");
            visit.awaitShown("#job-id");
            String job = visit.text("#job-id");
            visit.page().waitForCondition(() -> !visit.text("#requests").equals("0번"));
            visit.page().clock().fastForward(31_000);
            visit.awaitState("timeout");

            visit.page().click("#regenerate");
            visit.awaitState("running");
            visit.page().waitForCondition(() -> !visit.text("#job-id").equals(job));
        }
    }

    @Test
    void job_that_there_is_not_is_told_and_not_waited_for() {
        try (Visit visit = Visit.of(chromium, server.url("/?job=unknown&draft=sale&mode=wait"))
                .expecting("404")) {
            visit.awaitState("missing");
            visit.screenshot("missing");

            assertThat(visit.text("#headline")).isEqualTo("작업을 찾을 수 없습니다");
            assertThat(visit.text("#requests")).isEqualTo("1번");
        }
    }

    @Test
    void job_id_in_the_address_cannot_lead_elsewhere() {
        try (Visit visit =
                Visit.of(chromium, server.url("/?job=..%2F..%2Fdemo&mode=none")).expecting("400")) {
            visit.awaitState("missing");

            assertThat(visit.text("#headline")).isEqualTo("작업 번호가 올바르지 않습니다");
        }
    }

    @Test
    void server_that_takes_no_more_jobs_is_said_to_be_busy() throws Exception {
        try (DemoServer busy = DemoServer.start("10m")) {
            HttpRequest job = HttpRequest.newBuilder(URI.create(busy.url("/api/content/images/ok-sale/generate")))
                    .POST(BodyPublishers.noBody())
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < DemoGenerator.MAX_RUNNING; i++) {
                assertThat(client.send(job, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(202);
            }
            try (Visit visit = Visit.of(chromium, busy.url("/")).expecting("503")) {
                visit.generate("ok-sale", "poll");
                visit.awaitState("error");
                visit.screenshot("busy");

                assertThat(visit.text("#headline")).isEqualTo("서버가 잠시 바쁩니다");
                assertThat(visit.shows("#regenerate")).isTrue();
            }
        }
    }

    @Test
    void network_that_is_away_is_told_and_followed_by_another_try() {
        try (Visit visit = Visit.of(chromium, server.url("/")).expecting("ERR_INTERNET_DISCONNECTED")) {
            visit.awaitState("idle");
            visit.page().context().setOffline(true);
            visit.generate("ok-sale", "stream");
            visit.awaitState("error");
            assertThat(visit.text("#headline")).isEqualTo("서버에 연결할 수 없습니다");

            visit.page().context().setOffline(false);
            visit.page().click("#regenerate");
            visit.awaitState("completed");
        }
    }
}
