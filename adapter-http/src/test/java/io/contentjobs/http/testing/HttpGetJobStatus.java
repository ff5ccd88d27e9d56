package io.contentjobs.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The port over HTTP: a client that relies on the contract alone. */
public final class HttpGetJobStatus implements GetJobStatus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    public HttpGetJobStatus(int port) {
        this.port = port;
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        HttpResponse<String> response = get(URI.create("http://127.0.0.1:" + port + Requests.pathOf(id)));
        JsonNode body = parse(response.body());
        if (response.statusCode() == 200) {
            return report(body);
        }
        throw switch (response.statusCode() + " " + text(body, "code")) {
            case "404 JOB_001" -> new JobNotFoundException(id);
            case "410 JOB_003" -> new ImagesGoneException(new EventDraftId("untold"));
            case "500 JOB_004" -> new RecordUnreadableException(id.value(), "says the server");
            case "503 JOB_005" -> new StoreUnavailableException(id.value(), "says the server", null);
            default ->
                throw new AssertionError("Outside the contract: " + response.statusCode() + " " + response.body());
        };
    }

    private static JobReport report(JsonNode body) {
        return switch (JobStatus.valueOf(text(body, "status"))) {
            case PENDING -> new JobReport.InProgress(JobStatus.PENDING);
            case PROCESSING -> new JobReport.InProgress(JobStatus.PROCESSING);
            case COMPLETED -> new JobReport.Completed(imageUrls(body.required("imageUrls")));
            case FAILED -> new JobReport.Failed(text(body, "error"));
        };
    }

    private static ImageUrls imageUrls(JsonNode urls) {
        return new ImageUrls(text(urls, "simple"), text(urls, "fancy"), text(urls, "trendy"));
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw new AssertionError("No JSON: " + body, malformed);
        }
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
