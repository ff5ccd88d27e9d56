package io.contentjobs.bootstrap;

import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.settings.SimilarNames;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.start.CacheTraining;
import io.contentjobs.bootstrap.start.HeadStart;
import io.contentjobs.bootstrap.start.HelpText;
import io.contentjobs.bootstrap.start.LogConfigurator;
import io.contentjobs.bootstrap.start.StartText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server, or prints to stderr why it cannot. {@code --help} lists settings and exit codes. */
public final class Main {
    private static final int OK = 0;
    private static final int COULD_NOT_START = 1;
    private static final int BAD_USAGE = 2;

    private static final String JSON = "json";

    private final Clock clock = Clock.systemUTC();
    private final PrintStream out;
    private final PrintStream err;
    private boolean logsJson;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Returns while the server runs, or exits with a code. */
    public static void main(String[] arguments) {
        int exitCode = new Main(System.out, System.err).run(List.of(arguments), System.getenv());
        if (exitCode != OK) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code; with 0 a server may be running. */
    int run(List<String> arguments, Map<String, String> environment) {
        logsJson = JSON.equals(environment.get(Setting.LOG_FORMAT.name()));
        System.setProperty(LogConfigurator.FORMAT, logsJson ? JSON : Setting.LOG_FORMAT.fallback());
        String argument = String.join(" ", arguments);
        return switch (argument) {
            case "" -> arguments.isEmpty() ? serve(environment) : unknown(argument);
            case "--help", "-h" -> print(HelpText.text());
            case "--train-cache" -> trainCache();
            case "--version" -> print("content-jobs " + BuildInfo.read().version() + System.lineSeparator());
            default -> unknown(argument);
        };
    }

    private int serve(Map<String, String> environment) {
        HeadStart.begin();
        try {
            Settings settings = Settings.from(environment);
            Thread.setDefaultUncaughtExceptionHandler(Main::logUncaught);
            SimilarNames.warnOf(environment);
            ContentJobs server = ContentJobs.start(settings, clock);
            String host = settings.http().host();
            StopSignal.closes(server, settings.http().stopDelay());
            // A demo does not handle SIGHUP, so that it ends with its terminal.
            boolean isDemo = settings.redis().url().isEmpty()
                    && settings.access().keyFile().isEmpty();
            if (!isDemo && !Signals.handle(server::readKeysAgain, "HUP")) {
                log().info(
                                "This Java cannot handle SIGHUP, so SIGHUP stops the server. The key file is read again once a minute");
            }
            log().info("{}", StartText.line(server, host, BuildInfo.read()));
            return logsJson ? OK : print(StartText.of(server, host, clock));
        } catch (BadSettingsException refused) {
            return complain(BAD_USAGE, reason(refused));
        } catch (IOException | RuntimeException failure) {
            return complain(COULD_NOT_START, "Could not start: " + reason(failure));
        }
    }

    private int trainCache() {
        HeadStart.begin();
        try {
            CacheTraining.run(environment -> {
                Settings settings = Settings.from(environment);
                ContentJobs server = ContentJobs.start(settings, clock);
                StartText.of(server, settings.http().host(), clock);
                return server;
            });
            return OK;
        } catch (BadSettingsException | IOException | RuntimeException failure) {
            return complain(COULD_NOT_START, "Could not train the cache: " + reason(failure));
        }
    }

    private int unknown(String arguments) {
        return complain(BAD_USAGE, "Unknown arguments: " + arguments + " (--help lists all)");
    }

    private static String reason(Exception failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    /** Not a constant, because Logback reads the log format when it creates its first logger. */
    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }

    private static void logUncaught(Thread thread, Throwable failure) {
        log().error("Thread {} ended", thread.getName(), failure);
    }

    private int print(String text) {
        out.print(text);
        out.flush();
        return OK;
    }

    private int complain(int exitCode, String text) {
        if (logsJson) {
            text.lines().forEach(log()::error);
        } else {
            err.println(text);
        }
        return exitCode;
    }
}
