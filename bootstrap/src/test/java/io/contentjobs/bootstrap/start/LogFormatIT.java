package io.contentjobs.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log line of the packaged server for a record that it cannot read. */
@Tag("full")
final class LogFormatIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final JobId id = Jobs.id();

    @Test
    void text_line_has_the_request_in_brackets() throws Exception {
        assertThat(logged())
                .singleElement()
                .asString()
                .matches("\\S+ WARN +\\w+ \\[gate-7 " + TRACE + "] - .*" + id + ".*");
    }

    @Test
    void json_line_has_the_request_in_fields() throws Exception {
        List<String> lines = logged("LOG_FORMAT", "json");

        assertThat(lines).hasSize(1);
        JsonNode line = JsonMapper.builder().build().readTree(lines.get(0));
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("formattedMessage").asText()).contains(id.value());
        assertThat(line.path("timestamp").asLong()).isPositive();
        assertThat(line.path("mdc").path("requestId").asText()).isEqualTo("gate-7");
        assertThat(line.path("mdc").path("traceparent").asText()).isEqualTo(TRACE);
    }

    private List<String> logged(String... settings) throws Exception {
        deployment.raw().putUnreadable(id);
        ServerProcess server = deployment.process(settings);
        var answer =
                new Client(server.loggedPort()).get(Client.pathOf(id), "X-Request-Id", "gate-7", "traceparent", TRACE);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("gate-7");
        return server.complaintsOnceStopped();
    }
}
