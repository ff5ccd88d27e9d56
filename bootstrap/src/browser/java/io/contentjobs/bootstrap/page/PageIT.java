package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a draft to a saved image: with a mouse, with a keyboard, on a phone. */
@Tag("full")
final class PageIT {
    @RegisterExtension
    private static final DemoSite SITE = new DemoSite("1500ms");

    @Test
    void user_generates_three_images_and_saves_one_with_a_caption() throws Exception {
        try (Visit visit = SITE.visit("/")) {
            visit.awaitState("idle");
            visit.screenshot("1-idle");

            visit.generate("ok-summer-sale", "poll");
            visit.awaitState("running");
            visit.screenshot("2-running");
            visit.awaitState("completed");
            visit.awaitImages();
            visit.awaitShown("#lateness");
            visit.screenshot("3-completed");
            assertThat(visit.text("#headline")).isEqualTo("이미지가 완성되었습니다");
            assertThat(visit.page().textContent("#announcement")).startsWith("이미지가 완성되었습니다");
            assertThat(visit.page().isDisabled("#edit")).isTrue();

            visit.page().check("input[name=style][value=fancy]");
            assertThat(visit.text("#edit-hint")).isEqualTo("화려한 스타일을 골랐습니다");
            visit.screenshot("4-chosen");
            visit.page().click("#edit");
            visit.page().fill("#caption", "여름 세일 최대 50% 지금 바로 매장에서");
            visit.page().waitForCondition(() -> visit.page().isEnabled("#save"));
            visit.screenshot("5-editor");

            BufferedImage square = visit.saved(() -> visit.page().click("#save"));
            assertThat(List.of(square.getWidth(), square.getHeight())).containsExactly(1080, 1080);
            assertThat(colours(square)).hasSizeGreaterThan(100);
            assertThat(visit.text("#save-status")).isEqualTo("저장했습니다: ok-summer-sale-fancy-square.png");

            visit.page().check("input[name=shape][value=wide]");
            BufferedImage wide = visit.saved(() -> visit.page().click("#save"));
            assertThat(List.of(wide.getWidth(), wide.getHeight())).containsExactly(1200, 900);
            visit.screenshot("6-saved");
        }
    }

    @Test
    void caption_is_drawn_into_the_saved_image() throws Exception {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("ok-caption", "stream");
            visit.awaitState("completed");
            visit.page().check("input[name=style][value=simple]");
            visit.page().click("#edit");
            visit.page().waitForCondition(() -> visit.page().isEnabled("#save"));

            BufferedImage plain = visit.saved(() -> visit.page().click("#save"));
            visit.page().fill("#caption", "가을");
            BufferedImage captioned = visit.saved(() -> visit.page().click("#save"));

            assertThat(captioned.getRGB(5, 5)).isEqualTo(plain.getRGB(5, 5));
            assertThat(colours(captioned)).contains(0xffffffff).isNotEqualTo(colours(plain));
        }
    }

    @Test
    void second_generation_makes_other_images() {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("ok-again", "stream");
            visit.awaitState("completed");
            String first = visit.page().getAttribute("#image-trendy", "src");

            visit.page().click("#generate");
            visit.awaitState("running");
            visit.awaitState("completed");

            assertThat(visit.page().getAttribute("#image-trendy", "src")).isNotEqualTo(first);
        }
    }

    @Test
    void user_needs_only_the_keyboard() throws Exception {
        try (Visit visit = SITE.visit("/")) {
            visit.awaitState("idle");
            visit.press("Tab");
            assertThat(visit.focus()).isEqualTo("draft-id");
            visit.press("Control+a");
            visit.page().keyboard().type("ok-keys");
            visit.press("Tab", "Tab", "ArrowDown", "ArrowDown");
            assertThat(visit.focus()).isEqualTo("stream");
            visit.press("Shift+Tab");
            assertThat(visit.focus()).isEqualTo("generate");
            visit.press("Enter");

            visit.awaitState("completed");
            visit.awaitImages();
            assertThat(visit.focus()).isEqualTo("headline");
            visit.press("Tab", "Space", "ArrowRight", "ArrowRight");
            assertThat(visit.focus()).isEqualTo("trendy");
            visit.press("Tab");
            assertThat(visit.focus()).isEqualTo("edit");
            visit.press("Enter");
            visit.page().waitForCondition(() -> visit.focus().equals("caption"));
            visit.page().keyboard().type("키보드로");
            visit.page().waitForCondition(() -> visit.page().isEnabled("#save"));
            visit.press("Tab", "ArrowRight", "Tab");
            assertThat(visit.focus()).isEqualTo("save");
            BufferedImage picture = visit.saved(() -> visit.press("Enter"));
            assertThat(picture.getWidth()).isEqualTo(1200);

            visit.press("Escape");
            assertThat(visit.shows("#editor")).isFalse();
            assertThat(visit.focus()).isEqualTo("edit");
        }
    }

    @Test
    void page_fits_a_phone() {
        NewContextOptions phone = new NewContextOptions()
                .setViewportSize(360, 740)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
        try (Visit visit = SITE.visit("/", phone)) {
            visit.awaitState("idle");
            assertThat(visit.fitsItsWidth()).isTrue();
            visit.screenshot("phone-1-idle");

            visit.page().fill("#draft-id", "ok-" + "phone-".repeat(10));
            visit.page().tap("#generate");
            visit.awaitState("completed");
            visit.awaitImages();
            visit.page().tap("label.card:has(input[value=trendy])");
            assertThat(visit.fitsItsWidth()).isTrue();
            visit.screenshot("phone-2-completed");

            visit.page().tap("#edit");
            visit.page().fill("#caption", "띄어쓰기없이아주길게이어지는문구도그림밖으로나가지않습니다");
            visit.page().waitForCondition(() -> visit.page().isEnabled("#save"));
            assertThat(visit.fitsItsWidth()).isTrue();
            visit.screenshot("phone-3-editor");
        }
    }

    @Test
    void malformed_draft_id_is_not_sent() {
        try (Visit visit = SITE.visit("/")) {
            visit.generate("한글 초안", "poll");

            assertThat(visit.page().evalOnSelector("#draft-id", "input => input.validity.patternMismatch"))
                    .isEqualTo(true);
            visit.awaitState("idle");
        }
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
