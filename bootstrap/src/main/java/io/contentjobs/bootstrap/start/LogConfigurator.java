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

/**
 * What is logged, and how; a file that {@code -Dlogback.configurationFile} names decides it instead. Logback finds this
 * when there is something to log for the first time. It is no XML because to read that takes a sixth of a start.
 */
@ConfiguratorRank(CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** The system property from which the form is taken: {@code text}, which it is by default, or {@code json}. */
    public static final String FORMAT = "log.format";

    private static final String APPENDER = "STDERR";
    private static final String OTHER_FILE = "logback.configurationFile";

    /** In brackets the request that a line is about, and the trace that it is a part of. */
    private static final String TEXT = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0}"
            + "%replace(%replace( [%X{requestId} %X{traceparent}]){' \\]$', ']'}){' \\[\\]$', ''} - %msg%n";

    /** For Logback. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty(OTHER_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        configure(logs, System.getProperty(FORMAT, "text"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void configure(LoggerContext logs, String format) {
        level(logs, "io.contentjobs", Level.INFO);
        // Jetty warns of a bad Host field in the words of whoever sent it.
        level(logs, "org.eclipse.jetty.http.HttpParser", Level.ERROR);
        level(logs, "org.eclipse.jetty.util.HostPort", Level.ERROR);
        // Jedis tells of each Sentinel that is away, every second, with a stack trace; what matters of it is said once.
        level(logs, "redis.clients.jedis", Level.ERROR);
        level(logs, Logger.ROOT_LOGGER_NAME, Level.WARN);
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(logs, format));
    }

    private static void level(LoggerContext logs, String logger, Level level) {
        logs.getLogger(logger).setLevel(level);
    }

    /** Standard output is for the start-up text; what went wrong goes to standard error. */
    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext logs, String format) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logs);
        appender.setName(APPENDER);
        appender.setTarget("System.err");
        appender.setEncoder(format.equals("json") ? json(logs) : text(logs));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext logs) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern(TEXT);
        encoder.start();
        return encoder;
    }

    /** An object a line, stack traces included. */
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
