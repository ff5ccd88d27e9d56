package io.contentjobs.bootstrap.start;

import io.contentjobs.bootstrap.demo.SampleJobs;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Makes the texts about a started server: where it listens, which Redis it reads and, for a demo, what users can try. */
public final class StartText {
    private StartText() {}

    /** Returns the text for users. */
    public static String of(RunningServer server, String host, Clock clock) {
        String listening = "Listening on " + baseUrl(host, server.httpPort()) + "\n";
        String management = server.managementPort().isPresent()
                ? "Health and metrics are on "
                        + baseUrl(host, server.managementPort().getAsInt()) + "\n"
                : "";
        String reading = "Reading " + server.redisUrl() + "\n";
        String demo = server.ownRedis()
                .map(redis -> demo(baseUrl(reachable(host), server.httpPort()), redis, clock))
                .orElse("");
        return listening + management + reading + demo;
    }

    /** Returns the line for the log. */
    public static String line(RunningServer server, String host, BuildInfo build) {
        String health = server.managementPort().isPresent()
                ? ", health and metrics on "
                        + baseUrl(host, server.managementPort().getAsInt())
                : "";
        return "Started content-jobs " + build.version() + " (revision " + build.revision() + ", Java " + build.java()
                + "): listening on " + baseUrl(host, server.httpPort()) + health + ", reading " + server.redisUrl();
    }

    private static String demo(String base, OwnRedis redis, Clock clock) {
        return """

                This Redis belongs to the server and ends with it. Open its page in a browser:
                  %s/
                It has a sample job in each status:
                %s
                Write your own job, and read its status:
                  export REDISCLI_AUTH="$(cat %s)"
                  redis-cli -p %s HSET job:my-job status PENDING eventDraftId my-draft type IMAGE_GEN createdAt %s
                %s
                """.formatted(
                base,
                SampleJobs.ALL.stream().map(id -> curl(base, id.value())).collect(Collectors.joining("\n")),
                quoted(redis.passwordFile().toString()),
                redis.port(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                curl(base, "my-job"));
    }

    private static String curl(String base, String id) {
        return "  curl -i " + base + "/api/content/jobs/" + id + "/status";
    }

    /** Quotes a word for a POSIX shell. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Replaces an address that means all interfaces, because not every client can connect to it. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }

    private static String baseUrl(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
