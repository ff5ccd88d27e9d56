package io.contentjobs.bootstrap.start;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.demo.SampleJobs;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** What is told at a start: where it listens, which Redis it reads and, if that is our own, what to try. */
public final class StartText {
    private static final String OWN_JOB = "my-job";

    private StartText() {}

    public static String of(ContentJobs started, String httpHost, Clock clock) {
        return of(
                httpHost,
                started.httpPort(),
                started.managementPort(),
                started.redisUrl().toString(),
                started.ownRedis(),
                clock);
    }

    /** Returns what the log says of a start. */
    public static String line(ContentJobs started, String httpHost, BuildInfo build) {
        String health = started.managementPort().isPresent()
                ? ", health and metrics on "
                        + baseUrl(httpHost, started.managementPort().getAsInt())
                : "";
        return "Started content-jobs " + build.version() + " (revision " + build.revision() + ", Java " + build.java()
                + "): listening on " + baseUrl(httpHost, started.httpPort()) + health + ", reading "
                + started.redisUrl();
    }

    public static String of(
            String httpHost,
            int httpPort,
            OptionalInt managementPort,
            String redisUrl,
            Optional<OwnRedis> ownRedis,
            Clock clock) {
        StringBuilder text = new StringBuilder();
        line(text, "Listening on " + baseUrl(httpHost, httpPort));
        managementPort.ifPresent(port -> line(text, "Health and metrics are on " + baseUrl(httpHost, port)));
        line(text, "Reading " + redisUrl);
        ownRedis.ifPresent(redis -> {
            String base = baseUrl(reachable(httpHost), httpPort);
            line(text, "");
            line(text, "That Redis is our own: it ends with this server. Open a page on it in a browser:");
            line(text, "  " + base + "/");
            line(text, "It holds a sample job in each status:");
            SampleJobs.ALL.forEach(id -> line(text, "  " + curl(base, id.value())));
            line(text, "Write a job of your own, and ask for it:");
            line(
                    text,
                    "  export REDISCLI_AUTH=\"$(cat "
                            + quoted(redis.passwordFile().toString()) + ")\"");
            line(text, "  " + hset(redis.port(), clock));
            line(text, "  " + curl(base, OWN_JOB));
        });
        return text.toString();
    }

    private static String curl(String base, String id) {
        return "curl -i " + base + "/api/content/jobs/" + id + "/status";
    }

    /** Quotes for a POSIX shell. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String hset(int port, Clock clock) {
        return "redis-cli -p " + port + " HSET job:" + OWN_JOB + " status PENDING eventDraftId my-draft type IMAGE_GEN"
                + " createdAt " + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** An address that means all addresses is none that a client can connect to everywhere. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }

    private static String baseUrl(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
