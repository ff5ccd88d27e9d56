package io.contentjobs.examples.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.RecordJobProgress;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnRedis.class)
class DraftsTest {
    @Inject
    RecordJobProgress worker;

    @TestHTTPResource("/drafts/")
    URI drafts;

    @Test
    void job_is_told_from_its_submission_to_its_image() throws Exception {
        String id = send("POST", "draft-1/jobs").body();
        assertEquals("PENDING", send("GET", "jobs/" + id).body());

        worker.start(new JobId(id));
        worker.complete(
                new JobId(id), new ImageUrls("https://a.example/1", "https://a.example/2", "https://a.example/3"));

        assertEquals("https://a.example/1", send("GET", "jobs/" + id).body());
    }

    @Test
    void unknown_job_is_answered_by_the_exception_mapper() throws Exception {
        HttpResponse<String> response = send("GET", "jobs/unknown");

        assertEquals(404, response.statusCode());
        assertEquals("JOB_001", response.body());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(drafts.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
