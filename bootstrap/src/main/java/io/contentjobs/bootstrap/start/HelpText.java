package io.contentjobs.bootstrap.start;

import io.contentjobs.bootstrap.settings.Setting;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of {@code --help}, made from the table of {@link Setting#ALL settings}. */
public final class HelpText {
    private HelpText() {}

    public static String text() {
        return """
                Usage: java -jar content-jobs.jar [--help | --version]

                Answers GET /api/content/jobs/{jobId}/status from Redis. Settings are environment variables:

                %s
                Without REDIS_URL the server runs a demo with its own Redis. Its settings are refused with a REDIS_URL:

                %s
                SIGTERM or SIGINT stops the server: it serves for STOP_DELAY, then finishes the requests in progress. This
                takes at most 10 s. A second signal ends STOP_DELAY.
                After SIGHUP the server reads the file with the token keys again. It also does so once a minute.
                Exit codes: 0 stopped, 1 could not start or stop, 2 wrong setting or argument, 3 out of memory.
                """.formatted(
                        entries(Setting.ALL.stream().filter(setting -> !Setting.DEMO.contains(setting))),
                        entries(Setting.DEMO.stream()));
    }

    private static String entries(Stream<Setting<?>> settings) {
        return settings.map(HelpText::entry).collect(Collectors.joining());
    }

    private static String entry(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "unset" : setting.fallback();
        return "  %-22s %s (default: %s)%n  %-22s %s%n"
                .formatted(setting.name(), setting.meaning(), fallback, "", setting.allowed());
    }
}
