package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three modes of following a job, and a reload of the page. */
@Tag("full")
final class PageModesIT {
    @RegisterExtension
    private static final DemoSite SITE = new DemoSite("3s");

    @ParameterizedTest
    @CsvSource({"poll, 폴링, 2, 15", "wait, 대기, 2, 6", "stream, 스트림, 1, 1"})
    void each_mode_reaches_the_end_and_shows_its_cost(String mode, String name, int least, int most) {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("ok-" + mode, mode);
            visit.awaitState("completed");
            visit.awaitImages();
            visit.awaitShown("#lateness");
            visit.screenshot("mode-" + mode);

            assertThat(visit.text("#used-mode")).isEqualTo(name);
            assertThat(Integer.parseInt(visit.text("#requests").replace("번", "")))
                    .isBetween(least, most);
            assertThat(visit.text("#lateness")).matches("[0-9]+\\.[0-9]{2}초");
            String row = "#comparison tr[data-mode=" + mode + "] td";
            visit.page()
                    .waitForCondition(
                            () -> !visit.page().locator(row).last().innerText().equals("–"));
            assertThat(visit.page().locator(row).allInnerTexts())
                    .containsExactly("1번 중 1번", visit.text("#requests"), visit.text("#lateness"));
        }
    }

    @Test
    void page_compares_the_modes() {
        try (Visit visit = SITE.visit("/")) {
            for (String mode : List.of("poll", "wait", "stream")) {
                visit.generate("ok-compared", mode);
                visit.awaitState("running");
                visit.awaitState("completed");
                visit.awaitShown("#lateness");
            }
            visit.awaitImages();
            visit.screenshot("compared");

            assertThat(visit.page().locator("#comparison tbody td:nth-child(2)").allInnerTexts())
                    .containsOnly("1번 중 1번");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "wait", "stream"})
    void reload_continues_with_the_job(String mode) {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("slow-reload", mode);
            visit.awaitShown("#job-id");
            visit.page()
                    .waitForCondition(() -> visit.text("#steps [aria-current]").equals("생성 중"));
            String job = visit.text("#job-id");

            visit.page().reload();
            visit.awaitState("running");
            visit.page()
                    .waitForCondition(() -> visit.text("#steps [aria-current]").equals("생성 중"));

            assertThat(visit.text("#job-id")).isEqualTo(job);
            assertThat(visit.page().inputValue("#draft-id")).isEqualTo("slow-reload");
            assertThat(visit.page().isChecked("input[name=mode][value=" + mode + "]"))
                    .isTrue();
            assertThat(Double.parseDouble(visit.text("#elapsed b"))).isGreaterThan(4.0);
        }
    }

    @Test
    void address_of_the_page_shows_the_same_images_to_another_user() {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("ok-shared", "wait");
            visit.awaitState("completed");

            try (Visit friend = SITE.visit(visit.page().url().replaceFirst("^http://[^/]+", ""))) {
                friend.awaitState("completed");
                friend.awaitImages();
                assertThat(friend.page().getAttribute("#image-simple", "src"))
                        .isEqualTo(visit.page().getAttribute("#image-simple", "src"));
            }
        }
    }
}
