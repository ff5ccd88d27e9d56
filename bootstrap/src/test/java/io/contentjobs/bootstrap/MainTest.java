package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.start.HelpText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_is_printed_on_standard_output() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(text(out)).isEqualTo(HelpText.text());
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "", "help", "--help --version"})
    void unknown_arguments_are_refused(String arguments) {
        assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines()).containsExactly("Unknown arguments: " + arguments + " (--help lists all)");
    }

    @Test
    void bad_settings_are_refused() {
        assertThat(run(Map.of("HTTP_PORT", "x", "JOB_TTL", "y"))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("HTTP_PORT: 'x' is refused"),
                        line -> assertThat(line).startsWith("JOB_TTL: 'y' is refused"));
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new Main(stream(out), stream(err)).run(List.of(arguments), environment);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
