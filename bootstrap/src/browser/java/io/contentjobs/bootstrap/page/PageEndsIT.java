package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.contentjobs.bootstrap.demo.DemoGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures on the page, and what the user can do then. */
@Tag("full")
final class PageEndsIT {
    @RegisterExtension
    private static final DemoSite SITE = new DemoSite("500ms");

    @Test
    void page_shows_a_failure_and_the_user_generates_again() {
        try (Visit visit = SITE.visit("/")) {
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
            visit.awaitImages();
        }
    }

    @Test
    void user_may_continue_to_wait_after_thirty_seconds() {
        NewContextOptions dark =
                new NewContextOptions().setViewportSize(1200, 860).setColorScheme(ColorScheme.DARK);
        try (Visit visit = SITE.visit("/", dark)) {
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
            visit.awaitImages();
            visit.screenshot("9-completed-after-all");
            assertThat(visit.page()
                            .locator("#comparison tr[data-mode=poll] td")
                            .first()
                            .innerText())
                    .isEqualTo("1번 중 0번");
        }
    }

    @Test
    void user_may_generate_again_after_thirty_seconds() {
        try (Visit visit = SITE.visit("/")) {
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
    void page_does_not_wait_for_an_unknown_job() {
        try (Visit visit = SITE.visit("/?job=unknown&draft=sale&mode=wait").expecting("404")) {
            visit.awaitState("missing");
            visit.screenshot("missing");

            assertThat(visit.text("#headline")).isEqualTo("작업을 찾을 수 없습니다");
            assertThat(visit.text("#requests")).isEqualTo("1번");
        }
    }

    @Test
    void malformed_job_id_in_the_address_is_refused() {
        try (Visit visit = SITE.visit("/?job=..%2F..%2Fdemo&mode=none").expecting("400")) {
            visit.awaitState("missing");

            assertThat(visit.text("#headline")).isEqualTo("작업 번호가 올바르지 않습니다");
        }
    }

    @Test
    void page_shows_that_the_server_takes_no_more_jobs() throws Exception {
        try (Visit visit = SITE.visitBusyDemo(DemoGenerator.MAX_RUNNING).expecting("503")) {
            visit.generate("ok-sale", "poll");
            visit.awaitState("error");
            visit.screenshot("busy");

            assertThat(visit.text("#headline")).isEqualTo("서버가 잠시 바쁩니다");
            assertThat(visit.shows("#regenerate")).isTrue();
        }
    }

    @Test
    void page_shows_a_missing_network_and_the_user_tries_again() {
        try (Visit visit = SITE.visit("/").expecting("ERR_INTERNET_DISCONNECTED")) {
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
