package io.contentjobs.examples.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobReport;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ImageJobTest {
    private static RedisProcess redis;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void job_ends_with_its_images() {
        var images = new ImageUrls("https://a.example/1", "https://a.example/2", "https://a.example/3");

        assertEquals(new JobReport.Completed(images), ImageJob.run(redis.url(), () -> images));
    }

    @Test
    void job_without_images_ends_with_the_reason() {
        JobReport end = ImageJob.run(redis.url(), () -> {
            throw new IOException("no answer");
        });

        assertEquals(new JobReport.Failed("이미지 생성 서버가 응답하지 않습니다"), end);
    }
}
