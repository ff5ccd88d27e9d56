package io.contentjobs.examples.plain;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.RetryingJobProgress;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Submits a job, processes it in another thread, and waits for its end. */
final class ImageJob {
    private static final String CDN = "https://cdn.example.com/";

    private ImageJob() {}

    /** Argument: Redis's URL. */
    public static void main(String[] args) {
        JobReport end = run(
                RedisUrl.parse(args[0]), () -> new ImageUrls(CDN + "simple.png", CDN + "fancy.png", CDN + "trendy.png"));
        String told = end.match(
                inProgress -> "still " + inProgress.status(),
                completed -> "images " + completed.imageUrls().simple(),
                failed -> "failed: " + failed.error());
        System.out.println(told);
    }

    static JobReport run(RedisUrl url, Callable<ImageUrls> generator) {
        try (RedisStore store = RedisStore.connect(url);
                var waiting = new JobStatusWatcher(store.statuses(), new JobStatusLookup(store.reader()))) {
            var progress = new RetryingJobProgress(new JobProgressRecorder(store.reader(), store.writer()));
            JobId id = progress.submit(new EventDraftId("draft-1"), new JobType("IMAGE_GEN"));
            var worker = CompletableFuture.runAsync(() -> work(id, progress, generator));
            JobReport end = waiting.await(id, Duration.ofSeconds(40));
            worker.join();
            return end;
        }
    }

    private static void work(JobId id, RecordJobProgress progress, Callable<ImageUrls> generator) {
        progress.start(id);
        ImageUrls images;
        try {
            images = generator.call();
        } catch (Exception failure) {
            progress.fail(id, "이미지 생성 서버가 응답하지 않습니다");
            return;
        }
        progress.complete(id, images);
    }
}
