package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three ways to learn of the end, and going on where one was. */
@Tag("full")
final class PageModesIT {
    private static final Closer SHARED = new Closer();

    private static Chromium chromium;
    private static DemoServer server;

    @BeforeAll
    static void start() throws Exception {
        server = SHARED.add(DemoServer.start("3s"));
        chromium = SHARED.add(Chromium.start());
    }

    @AfterAll
    static void stop() {
        SHARED.close();
    }

    @ParameterizedTest
    @CsvSource({"poll, 폴링, 2, 15", "wait, 대기, 2, 6", "stream, 스트림, 1, 1"})
    void each_way_leads_to_the_end_and_tells_what_it_cost(String mode, String name, int least, int most) {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
            visit.generate("ok-" + mode, mode);
            visit.awaitState("completed");
            visit.awaitPictures();
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
    void ways_are_compared_side_by_side() {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
            for (String mode : List.of("poll", "wait", "stream")) {
                visit.generate("ok-compared", mode);
                visit.awaitState("running");
                visit.awaitState("completed");
                visit.awaitShown("#lateness");
            }
            visit.awaitPictures();
            visit.screenshot("compared");

            assertThat(visit.page().locator("#comparison tbody td:nth-child(2)").allInnerTexts())
                    .containsOnly("1번 중 1번");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "wait", "stream"})
    void reload_goes_on_with_the_job(String mode) {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
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
    void address_leads_others_to_the_same_pictures() {
        try (Visit visit = Visit.of(chromium, server.url("/"))) {
            visit.generate("ok-shared", "wait");
            visit.awaitState("completed");

            try (Visit friend = Visit.of(chromium, visit.page().url())) {
                friend.awaitState("completed");
                friend.awaitPictures();
                assertThat(friend.page().getAttribute("#image-simple", "src"))
                        .isEqualTo(visit.page().getAttribute("#image-simple", "src"));
            }
        }
    }
}
