package io.contentjobs.bootstrap.start;

import static ch.qos.logback.classic.spi.ConfiguratorRank.CUSTOM_TOP_PRIORITY;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Configures Logback when it creates its first logger, unless {@code -Dlogback.configurationFile} names a configuration
 * file. Not an XML file, because reading XML takes a sixth of the start.
 */
@ConfiguratorRank(CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** The system property for the format: {@code text}, the default, or {@code json}. */
    public static final String FORMAT = "log.format";

    /** The brackets contain the request id and the trace. */
    private static final String TEXT = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0}"
            + "%replace(%replace( [%X{requestId} %X{traceparent}]){' \\]$', ']'}){' \\[\\]$', ''} - %msg%n";

    /**
     * Jetty logs an invalid Host header with the client's text. Jedis logs each unreachable Sentinel every second with a
     * stack trace; adapter-redis logs it once.
     */
    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME,
            Level.WARN,
            "io.contentjobs",
            Level.INFO,
            "org.eclipse.jetty.http.HttpParser",
            Level.ERROR,
            "org.eclipse.jetty.util.HostPort",
            Level.ERROR,
            "redis.clients.jedis",
            Level.ERROR);

    /** Is called by Logback. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        configure(logs, System.getProperty(FORMAT, "text"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void configure(LoggerContext logs, String format) {
        LEVELS.forEach((logger, level) -> logs.getLogger(logger).setLevel(level));
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logs);
        appender.setName("STDERR");
        appender.setTarget("System.err");
        appender.setEncoder(format.equals("json") ? json(logs) : text(logs));
        appender.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext logs) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern(TEXT);
        encoder.start();
        return encoder;
    }

    /** Writes each event, with its stack trace, as one JSON object on one line. */
    private static Encoder<ILoggingEvent> json(LoggerContext logs) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(logs);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
