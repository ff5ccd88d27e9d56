package io.contentjobs.http.contract;

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
import io.contentjobs.http.testing.RawResponse;
import java.io.IOException;
import java.net.URI;

/** The port over HTTP: a client that relies on the contract alone. */
public final class HttpGetJobStatus implements GetJobStatus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StatusClient client;

    /** Asks the server at this URL, to which {@code /api/content/jobs/…} is appended. */
    public HttpGetJobStatus(URI base) {
        client = new StatusClient(base, ClientFilter.NONE);
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        RawResponse response = client.get(id);
        JsonNode body = parse(response.body());
        if (response.status() == 200) {
            return report(body);
        }
        throw switch (response.status() + " " + text(body, "code")) {
            case "404 JOB_001" -> new JobNotFoundException(id);
            case "410 JOB_003" -> new ImagesGoneException(new EventDraftId("unknown"));
            case "500 JOB_004" -> new RecordUnreadableException(id.value(), "says the server");
            case "503 JOB_005" -> new StoreUnavailableException(id.value(), "says the server", null);
            default -> throw new AssertionError("Outside the contract: " + response);
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
}
