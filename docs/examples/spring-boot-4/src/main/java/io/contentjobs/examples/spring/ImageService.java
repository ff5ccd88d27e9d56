package io.contentjobs.examples.spring;

import io.contentjobs.application.RetryingJobProgress;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Service;

/** Generates images in the background, and records the progress. */
@Service
record ImageService(RecordJobProgress progress, Executor applicationTaskExecutor) {
    JobId begin(EventDraftId draft, Callable<ImageUrls> generator) {
        JobId id = progress.submit(draft, new JobType("IMAGE_GEN"));
        applicationTaskExecutor.execute(() -> work(id, generator));
        return id;
    }

    private void work(JobId id, Callable<ImageUrls> generator) {
        var worker = new RetryingJobProgress(progress);
        worker.start(id);
        ImageUrls images;
        try {
            images = generator.call();
        } catch (Exception failure) {
            worker.fail(id, "이미지 생성 서버가 응답하지 않습니다");
            return;
        }
        worker.complete(id, images);
    }
}
