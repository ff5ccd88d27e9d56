package io.contentjobs.bootstrap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A rate sees nothing of what a series counted before its first sample, so each series of an alert begins with 0. */
final class AlertSeriesIT {
    @Test
    void new_server_tells_each_series_that_an_alert_asks_it_for() throws Exception {
        Map<String, Pattern> asked = AlertRules.seriesOfTheServer();
        asked.keySet().removeIf(series -> series.startsWith("content_jobs_generation_")); // workers tell these
        assertThat(asked).hasSizeGreaterThan(8);

        try (ClosedPort noRedis = new ClosedPort();
                ContentJobs server = ContentJobs.start(
                        Settings.from(Map.of("HTTP_PORT", "0", "REDIS_URL", "redis://127.0.0.1:" + noRedis.port())),
                        Clock.systemUTC())) {
            List<String> told = metrics(server.httpPort());

            assertThat(asked)
                    .allSatisfy((series, line) -> assertThat(told).as(series).anyMatch(line.asMatchPredicate()));
        }
    }

    private static List<String> metrics(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }
}
