package io.contentjobs.examples.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starts the application from the module path, without a class path. */
final class MainTest {
    private static final String MAIN = "io.contentjobs.examples.modules/io.contentjobs.examples.modules.Main";

    @Test
    void application_runs_from_the_module_path() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                RedisStore store = RedisStore.connect(redis.url())) {
            var progress = new JobProgressRecorder(store.reader(), store.writer());
            JobId id = progress.submit(new EventDraftId("draft-1"), new JobType("IMAGE_GEN"));
            Process application = start(redis.url().toString());
            try (var printed = application.inputReader()) {
                String port = printed.readLine();

                assertEquals(
                        "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\"}",
                        get("http://127.0.0.1:" + port + "/api/content/jobs/" + id + "/status"));
                application.getOutputStream().close();
                assertTrue(application.waitFor(20, TimeUnit.SECONDS));
                assertEquals(0, application.exitValue());
            } finally {
                application.destroyForcibly();
            }
        }
    }

    private static Process start(String redis) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String modules = "target/modules" + File.pathSeparator + "target/classes";
        return new ProcessBuilder(java, "--module-path", modules, "--module", MAIN, redis)
                .redirectError(new File("target/application.log"))
                .start();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
