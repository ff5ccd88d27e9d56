package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.Signals;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Prometheus with {@code alerts.yml} scrapes one server for each fault, and one without a fault. A minute of {@code for:} or
 * of a range takes two seconds here. Needs prometheus on the PATH.
 */
@Tag("full")
final class FiringAlertsIT {
    private static final int SECONDS_FOR_EACH_MINUTE = 2;
    private static final String PROCESSING = "processing";
    private static final String UNREADABLE = "unreadable";

    /** Each alert with its server. A server whose Redis hangs is not ready either. */
    private static final Set<String> EXPECTED = Set.of(
            "ContentJobsDown of no server",
            "ContentJobsDown of stopped",
            "ContentJobsNotReady of redis-killed",
            "ContentJobsNotReady of redis-hangs",
            "ContentJobsUnavailable of redis-refuses",
            "ContentJobsBroken of unreadable-record",
            "ContentJobsGenerationMeanHigh of all-jobs-slow",
            "ContentJobsGenerationP95High of one-job-slow",
            "ContentJobsWaitersNearLimit of many-streams",
            "ContentJobsClientsRefused of refused-streams",
            "ContentJobsClientsRefused of refused-connections",
            "ContentJobsRedisSlow of redis-hangs",
            "ContentJobsHintsLost of redis-without-hints");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final ScrapedServers servers = new ScrapedServers(deployment);
    private final Set<String> fired = new TreeSet<>();

    private Prometheus prometheus;

    @BeforeEach
    void start() throws Exception {
        prometheus =
                deployment.add(Prometheus.start(deployment.directory(), AlertRules.shortened(SECONDS_FOR_EACH_MINUTE)));
    }

    @Test
    void each_alert_fires_for_its_server_and_for_no_other() throws Exception {
        Await.until("an alert without a target", () -> hasFired("ContentJobsDown of no server"));

        RedisProcess redis = redis();
        RedisProcess killed = redis();
        RedisProcess hanging = redis();
        RedisProcess refusing = redis();
        RedisProcess hintless = redis();
        refuse(hintless, "-client|tracking");
        servers.serve("well", redis, "MAX_WAIT", "10s");
        ContentJobs stopped = servers.serve("stopped", redis, "MAX_WAIT", "10s");
        servers.serve("redis-killed", killed, "MAX_WAIT", "10s");
        servers.serve("redis-hangs", hanging, "REDIS_TIMEOUT", "200ms");
        servers.serve("redis-refuses", refusing, "MAX_WAIT", "10s");
        servers.serve("redis-without-hints", hintless, "MAX_WAIT", "10s");
        servers.serve("unreadable-record", redis, "MAX_WAIT", "10s");
        servers.serve("many-streams", redis, "MAX_WAITERS", "5");
        servers.serve("refused-streams", redis, "MAX_WAITERS", "0");
        servers.serveFewConnections("refused-connections", redis);
        ContentJobs quick = servers.demo("quick-jobs");
        ContentJobs slow = servers.demo("all-jobs-slow");
        ContentJobs oneSlow = servers.demo("one-job-slow");
        prometheus.scrape(servers.ports());
        awaitSeries("up == 1", servers.ports().size());

        stopped.close();
        killed.close();
        Signals.send("STOP", hanging.pid());
        refuse(refusing, "-hgetall");
        for (int i = 0; i < 5; i++) {
            assertThat(servers.openStream("many-streams", PROCESSING)).isEqualTo(200);
        }
        useAllConnections();
        // The first jobs create the series; a rate sees only what comes later.
        for (int ended = 10; ended <= 20; ended += 10) {
            for (int i = 0; i < 10; i++) {
                servers.generate("quick-jobs", quick, 10);
                servers.generate("all-jobs-slow", slow, 30);
                servers.generate("one-job-slow", oneSlow, i == 0 ? 50 : 0);
            }
            awaitSeries("content_jobs_generation_seconds_count >= " + ended, 3);
        }
        for (String alert : EXPECTED) {
            Await.until(alert, () -> {
                askEachServer();
                return hasFired(alert);
            });
        }

        assertThat(everFired()).isEqualTo(new TreeSet<>(EXPECTED));
    }

    private void askEachServer() throws Exception {
        assertThat(servers.poll("well", PROCESSING)).isEqualTo(200);
        assertThat(servers.poll("well", "unknown")).isEqualTo(404);
        assertThat(servers.poll("many-streams", PROCESSING)).isEqualTo(200);
        assertThat(servers.poll("redis-refuses", PROCESSING)).isEqualTo(503);
        assertThat(servers.poll("unreadable-record", UNREADABLE)).isEqualTo(500);
        assertThat(servers.openStream("refused-streams", PROCESSING)).isEqualTo(503);
        useAllConnections();
    }

    /** Opens streams until one is refused: Prometheus may have closed a connection meanwhile. */
    private void useAllConnections() throws Exception {
        int streams = 0;
        while (servers.openStream("refused-connections", PROCESSING) == 200) {
            assertThat(++streams).isLessThan(1_000);
        }
    }

    private RedisProcess redis() throws Exception {
        RedisProcess redis = deployment.add(RedisProcess.start());
        try (RawRedis raw = new RawRedis(redis.port())) {
            raw.put(Jobs.inStatus(new JobId(PROCESSING), JobStatus.PROCESSING));
            raw.putUnreadable(new JobId(UNREADABLE));
        }
        return redis;
    }

    /** Redis still answers PING. */
    private static void refuse(RedisProcess redis, String permission) {
        try (RawRedis raw = new RawRedis(redis.port())) {
            raw.commands()
                    .executeCommand(new CommandArguments(Command.ACL)
                            .add("SETUSER")
                            .add("default")
                            .add(permission));
        }
    }

    private void awaitSeries(String expression, int count) throws Exception {
        Await.until(
                count + " of " + expression, () -> prometheus.query(expression).size() == count);
    }

    private boolean hasFired(String wanted) throws Exception {
        for (JsonNode alert : prometheus.alerts()) {
            if (alert.path("state").asText().equals("firing")) {
                String name = name(alert.path("labels"));
                assertThat(alert.path("annotations").path("summary").asText())
                        .contains(name.substring(name.indexOf(" of ") + 4))
                        .doesNotContain("<no value>", "error");
                fired.add(name);
            }
        }
        return fired.contains(wanted);
    }

    private Set<String> everFired() throws Exception {
        Set<String> names = new TreeSet<>();
        prometheus
                .query("max_over_time(ALERTS{alertstate=\"firing\"}[10m])")
                .forEach(series -> names.add(name(series.path("metric"))));
        return names;
    }

    private static String name(JsonNode labels) {
        return labels.path("alertname").asText() + " of "
                + labels.path("instance").asText("no server");
    }
}
