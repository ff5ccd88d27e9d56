package io.contentjobs.bootstrap.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks over HTTP, as a client does, and takes the answers back to what the port says. */
public final class HttpJobStatus implements GetJobStatus {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public HttpJobStatus(int port) {
        this.port = port;
    }

    public static HttpRequest request(int port, String id) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/content/jobs/" + id + "/status"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        HttpResponse<String> answer = send(request(port, id.value()));
        JsonNode body = json(answer.body());
        if (answer.statusCode() == 200) {
            return report(body);
        }
        String code = body.path("code").asText();
        switch (answer.statusCode() + " " + code) {
            case "404 JOB_001" -> throw new JobNotFoundException(id);
            case "410 JOB_003" -> throw new ImagesGoneException(new EventDraftId("unknown"));
            case "500 JOB_004" -> throw new RecordUnreadableException(id.value(), code);
            case "503 JOB_005" -> throw new StoreUnavailableException(id.value(), code, null);
            default -> throw new AssertionError(answer + " " + answer.body());
        }
    }

    private static JobReport report(JsonNode body) {
        JobStatus status = JobStatus.valueOf(body.path("status").asText());
        return switch (status) {
            case PENDING, PROCESSING -> new JobReport.InProgress(status);
            case COMPLETED -> new JobReport.Completed(urls(body.path("imageUrls")));
            case FAILED -> new JobReport.Failed(body.path("error").asText());
        };
    }

    private static ImageUrls urls(JsonNode urls) {
        return new ImageUrls(
                urls.path("simple").asText(),
                urls.path("fancy").asText(),
                urls.path("trendy").asText());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException failure) {
            throw new AssertionError("No JSON: " + body, failure);
        }
    }
}
