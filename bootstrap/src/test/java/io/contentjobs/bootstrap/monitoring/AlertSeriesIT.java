package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each series of an alert begins with 0: a rate does not see what a series counted before its first sample. */
final class AlertSeriesIT {
    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void new_server_shows_each_series_of_the_alerts() throws Exception {
        Map<String, Pattern> asked = AlertRules.seriesOfTheServer();
        asked.keySet().removeIf(series -> series.startsWith("content_jobs_generation_")); // shown by workers
        assertThat(asked).hasSizeGreaterThan(8);

        Client client = new Client(deployment.server("REDIS_URL", deployment.urlOfNoRedis()));
        Await.until(
                "the first attempt to get hints",
                () -> lines(client).stream().anyMatch(line -> line.startsWith("content_jobs_redis_hints_live{")));
        List<String> lines = lines(client);

        assertThat(asked)
                .allSatisfy((series, line) -> assertThat(lines).as(series).anyMatch(line.asMatchPredicate()));
    }

    private static List<String> lines(Client client) throws Exception {
        return client.get("/metrics").body().lines().toList();
    }
}
