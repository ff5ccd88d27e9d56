package io.contentjobs.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.settings.Setting;
import org.junit.jupiter.api.Test;

final class HelpTextTest {
    @Test
    void help_has_each_setting_with_its_default_and_its_allowed_values() {
        for (Setting<?> setting : Setting.ALL) {
            assertThat(HelpText.text()).contains("  " + setting.name() + " ", setting.allowed());
        }
        assertThat(HelpText.text()).contains("(default: 127.0.0.1)", "(default: unset)", "(default: off)");
    }

    @Test
    void settings_of_the_demo_are_a_group() {
        String text = HelpText.text();

        assertThat(text.substring(text.indexOf("Without REDIS_URL")))
                .contains("refused with a REDIS_URL", "  JOB_TTL ", "  IMAGE_TTL ", "  DEMO_DURATION ")
                .doesNotContain("  REDIS_TIMEOUT ");
        assertThat(text.substring(0, text.indexOf("Without REDIS_URL"))).doesNotContain("_TTL", "DEMO_");
    }

    @Test
    void help_has_at_most_120_columns() {
        assertThat(HelpText.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }
}
