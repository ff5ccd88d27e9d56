package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/settings.md. */
final class SettingsDocTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([^|]+) \\|");

    @Test
    void page_lists_each_setting_with_its_default_in_the_order_of_the_help() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(Path.of("..", "docs", "settings.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(
                        Setting.ALL.stream().map(SettingsDocTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback();
        return setting.name() + " " + (fallback.isEmpty() ? "unset" : "`" + fallback + "`");
    }
}
