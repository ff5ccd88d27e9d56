package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--port", "", "help", "--help --version"})
    void unknown_arguments_are_refused(String arguments) {
        assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines()).containsExactly("Unknown arguments: " + arguments + " (--help lists all)");
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
