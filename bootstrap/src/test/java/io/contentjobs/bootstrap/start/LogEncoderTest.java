package io.contentjobs.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text and the JSON of log lines. */
final class LogEncoderTest {
    private static final String HOSTILE = "line\nnext \"quoted\" \\ \u0007\u001b[31m 한글";

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void logback_accepts_the_configuration(String format) throws Exception {
        LoggerContext context = configured(format);

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .isNotEmpty()
                .allSatisfy(status -> assertThat(status.getEffectiveLevel())
                        .as(status.toString())
                        .isLessThanOrEqualTo(Status.INFO));
    }

    @Test
    void hostile_text_and_a_stack_trace_are_one_line_of_json() throws Exception {
        LoggerContext context = configured("json");
        LoggingEvent event =
                event(context, new IllegalStateException(HOSTILE, new IllegalArgumentException("cause")), Map.of());

        String line = encode(context, event);

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(json.path("formattedMessage").asText()).isEqualTo("Job " + HOSTILE + " is odd");
        assertThat(json.path("throwable").path("className").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.path("throwable").path("message").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("throwable").path("stepArray")).isNotEmpty();
        assertThat(json.path("throwable").path("cause").path("message").asText())
                .isEqualTo("cause");
    }

    @Test
    void text_line_has_the_request_in_brackets_if_there_is_one() throws Exception {
        LoggerContext context = configured("text");

        assertThat(encode(context, event(context, null, Map.of()))).contains(" WARN  Thing - Job ");
        assertThat(encode(context, event(context, null, Map.of("requestId", "gate-7"))))
                .contains(" WARN  Thing [gate-7] - Job ");
        assertThat(encode(context, event(context, null, Map.of("requestId", "gate-7", "traceparent", "00-1-2-3"))))
                .contains(" WARN  Thing [gate-7 00-1-2-3] - Job ");
    }

    private static LoggingEvent event(LoggerContext context, @Nullable Throwable failure, Map<String, String> mdc) {
        Logger logger = context.getLogger("io.contentjobs.Thing");
        LoggingEvent event =
                new LoggingEvent("test", logger, Level.WARN, "Job {} is odd", failure, new Object[] {HOSTILE});
        event.setMDCPropertyMap(mdc);
        return event;
    }

    private static String encode(LoggerContext context, LoggingEvent event) {
        var appender = (ConsoleAppender<ILoggingEvent>)
                Objects.requireNonNull(context.getLogger("ROOT").getAppender("STDERR"));
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static LoggerContext configured(String format) {
        LoggerContext context = new LoggerContext();
        LogConfigurator.configure(context, format);
        return context;
    }
}
