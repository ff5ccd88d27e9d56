package io.contentjobs.bootstrap;

import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.HelpText;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.settings.SimilarNames;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.start.HeadStart;
import io.contentjobs.bootstrap.start.LogConfigurator;
import io.contentjobs.bootstrap.start.Rehearsal;
import io.contentjobs.bootstrap.start.StartText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server, or says on stderr why not. The text of {@code --help} tells settings and exit codes. */
public final class Main {
    private static final int OK = 0;
    private static final int COULD_NOT_START = 1;
    private static final int BAD_USAGE = 2;

    private static final String JSON = "json";

    private final PrintStream out;
    private final PrintStream err;
    private boolean logsJson;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Exits at once with a code that is not 0, or returns.
     *
     * @param arguments {@code --help}, {@code --version}, {@code --rehearse} or nothing
     */
    public static void main(String[] arguments) {
        int exitCode = new Main(System.out, System.err).run(List.of(arguments), System.getenv());
        if (exitCode != OK) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code; 0 with a server running if one was asked for. */
    int run(List<String> arguments, Map<String, String> environment) {
        logsJson = JSON.equals(environment.get(Setting.LOG_FORMAT.name()));
        System.setProperty(LogConfigurator.FORMAT, logsJson ? JSON : Setting.LOG_FORMAT.fallback());
        if (arguments.isEmpty()) {
            return serve(environment);
        }
        return switch (String.join(" ", arguments)) {
            case "--help", "-h" -> tell(HelpText.text());
            case "--rehearse" -> rehearse();
            case "--version" -> tell("content-jobs " + BuildInfo.read().version() + System.lineSeparator());
            default -> complain(BAD_USAGE, "Unknown arguments: " + String.join(" ", arguments) + " (--help lists all)");
        };
    }

    private int serve(Map<String, String> environment) {
        HeadStart.begin();
        Clock clock = Clock.systemUTC();
        try {
            Settings settings = Settings.from(environment);
            Thread.setDefaultUncaughtExceptionHandler(Main::logUncaught);
            SimilarNames.warnOf(environment);
            ContentJobs started = ContentJobs.start(settings, clock);
            StopSignal.closes(started, settings.stopDelay());
            if (settings.redisUrl().isPresent() || settings.keyFile().isPresent()) {
                ReloadSignal.calls(started::readKeysAgain); // a demo in a terminal ends with that: SIGHUP
            }
            log().info("{}", StartText.line(started, settings.httpHost(), BuildInfo.read()));
            return logsJson ? OK : tell(StartText.of(started, settings.httpHost(), clock));
        } catch (BadSettingsException refused) {
            return complain(BAD_USAGE, reason(refused));
        } catch (IOException | RuntimeException failure) {
            return complain(COULD_NOT_START, "Could not start: " + reason(failure));
        }
    }

    private int rehearse() {
        HeadStart.begin();
        try {
            Rehearsal.run(Clock.systemUTC());
            return OK;
        } catch (BadSettingsException | IOException | RuntimeException failure) {
            return complain(COULD_NOT_START, "Could not rehearse: " + reason(failure));
        }
    }

    private static String reason(Exception failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    /** Not a constant: Logback takes the form of its lines from a property when it makes its first logger. */
    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }

    private static void logUncaught(Thread thread, Throwable failure) {
        log().error("Thread {} ended", thread.getName(), failure);
    }

    private int tell(String text) {
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
