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
 * Configures Logback when it makes its first logger, unless {@code -Dlogback.configurationFile} names a file that does. It
 * is no XML file because reading one takes a sixth of a start.
 */
@ConfiguratorRank(CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** The system property that chooses the format: {@code text}, the default, or {@code json}. */
    public static final String FORMAT = "log.format";

    /** In brackets: the request of the line, and its trace. */
    private static final String TEXT = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0}"
            + "%replace(%replace( [%X{requestId} %X{traceparent}]){' \\]$', ']'}){' \\[\\]$', ''} - %msg%n";

    /**
     * Jetty warns of a bad Host header in the client's own words. Jedis reports each unreachable Sentinel every second with a
     * stack trace; adapter-redis reports it once.
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

    /** For Logback. */
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

    /** Each line is one object, stack traces included. */
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
