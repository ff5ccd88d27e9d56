package io.contentjobs.redis.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that a class logs while this is open. */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LoggedLines(Class<?> logging) {
        logger = (Logger) LoggerFactory.getLogger(logging);
        logger.addAppender(this);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        start();
    }

    /** Returns the lines, each with its level in front. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.setLevel(null);
        logger.setAdditive(true);
        logger.detachAppender(this);
        stop();
    }
}
