package io.contentjobs.bootstrap.testing;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.contract.HttpGetJobStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** The port over HTTP, of a server on the loopback interface. */
public final class HttpJobStatus implements GetJobStatus {
    private final GetJobStatus server;

    public HttpJobStatus(int port) {
        server = new HttpGetJobStatus(URI.create("http://127.0.0.1:" + port));
    }

    public static HttpRequest request(int port, String id) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/content/jobs/" + id + "/status"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        return server.getJobStatus(id);
    }
}
