package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StopWhileWaitingIT {
    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void server_answers_waiting_and_streaming_clients_before_it_ends() throws Exception {
        stopWhile(20);
    }

    @Tag("full")
    @Test
    void server_answers_thousands_of_waiting_and_streaming_clients_before_it_ends() throws Exception {
        stopWhile(1_000);
    }

    /** @param count how many clients wait, and how many stream */
    private void stopWhile(int count) throws Exception {
        Job job = Jobs.processing();
        deployment.raw().put(job);
        ServerProcess server = deployment.process("MAX_WAIT", "2m", "MAX_WAITERS", "" + 2 * count);
        List<RawConnection> waiting = new ArrayList<>();
        Map<RawConnection, EventStream> streaming = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            // Once the first request is answered, the server has the second one too.
            waiting.add(connect(server.port(), Requests.get(job.id()) + Requests.get(job.id(), "Prefer: wait=100")));
            RawConnection stream = connect(server.port(), Requests.get(job.id(), "Accept: text/event-stream"));
            streaming.put(stream, stream.receiveStream());
        }
        waiting.forEach(client -> assertThat(client.receive().body()).contains("PROCESSING"));
        streaming.values().forEach(stream -> assertThat(stream.next().data()).contains("PROCESSING"));

        server.terminate();

        waiting.forEach(client -> {
            assertThat(client.receive().body()).contains("PROCESSING");
            assertThat(client.ends()).isTrue();
        });
        streaming.values().forEach(stream -> assertThat(stream.rest()).isEmpty());
        assertThat(server.exitCode()).isZero();
        assertThat(server.complaints()).isEmpty();
    }

    private RawConnection connect(int port, String request) {
        return deployment.add(RawConnection.to(port)).send(request);
    }
}
