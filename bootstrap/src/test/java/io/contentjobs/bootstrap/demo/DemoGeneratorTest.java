package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DemoGeneratorTest {
    private static final EventDraftId DRAFT = new EventDraftId("draft");
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusLookup jobs = new JobStatusLookup(store);
    private final RecordJobProgress progress = new JobProgressRecorder(store, store);
    private final EndedJobs ended = new EndedJobs(System::nanoTime);

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void job_becomes_processing_and_then_completed() throws Exception {
        JobId pending = generate(generator(new DemoRun(NEVER, SOON, false)));
        JobId processing = generate(generator(new DemoRun(SOON, NEVER, false)));
        JobId completed = generate(generator(new DemoRun(SOON, SOON, false)));

        awaitReport(processing, new JobReport.InProgress(JobStatus.PROCESSING));
        awaitReport(completed, new JobReport.Completed(imagesOf(completed)));
        assertThat(jobs.getJobStatus(pending)).isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
        assertThat(ended.timeSince(completed)).isPresent();
        assertThat(ended.timeSince(processing)).isEmpty();
    }

    @Test
    void failed_job_has_an_error_and_is_no_longer_counted() throws Exception {
        DemoGenerator failing = generator(new DemoRun(SOON, SOON, true));
        JobId job = generate(failing);

        awaitReport(job, new JobReport.Failed("이미지 생성 서버가 응답하지 않습니다"));
        assertThat(ended.timeSince(job)).isPresent();
        awaitNoneRunning(failing);
    }

    @Test
    void generator_refuses_more_jobs_than_it_can_remember_and_loses_none() throws Exception {
        DemoGenerator full = generator(new DemoRun(NEVER, SOON, false));
        for (int i = 0; i < DemoGenerator.MAX_RUNNING; i++) {
            generate(full);
        }

        assertThat(full.generate(DRAFT, DemoGeneratorTest::imagesOf)).isEmpty();
        assertThat(full.running()).isEqualTo(DemoGenerator.MAX_RUNNING);
    }

    @Test
    void job_that_the_store_refuses_is_not_counted() {
        DemoGenerator generator = generator(new DemoRun(NEVER, SOON, false));
        store.setAvailable(false);

        assertThatThrownBy(() -> generate(generator)).isInstanceOf(StoreUnavailableException.class);
        assertThat(generator.running()).isZero();
    }

    @Test
    void job_continues_after_an_outage_and_is_no_longer_counted() throws Exception {
        DemoGenerator generator = generator(new DemoRun(SOON, SOON, false), new HesitantProgress(progress));
        JobId job = generate(generator);

        awaitReport(job, new JobReport.Completed(imagesOf(job)));
        awaitNoneRunning(generator);
    }

    @Test
    void outage_that_lasts_ends_all_jobs_and_is_logged_once() throws Exception {
        DemoGenerator generator = generator(new DemoRun(SOON, SOON, false));
        try (LogCapture warnings = LogCapture.begin()) {
            var taken = generator.generate(DRAFT, first -> {
                generate(generator);
                store.setAvailable(false);
                return imagesOf(first);
            });
            assertThat(taken).isPresent();

            awaitNoneRunning(generator);
            Await.until("a warning", () -> !warnings.warnings().isEmpty());
            assertThat(warnings.warnings())
                    .singleElement()
                    .asString()
                    .contains("WARN", "the store is still unavailable");
        }
    }

    @Test
    void job_whose_record_becomes_unreadable_is_no_longer_counted() throws Exception {
        DemoGenerator generator = generator(new DemoRun(Duration.ofMillis(300), SOON, false));
        JobId job = generate(generator);
        store.putUnreadable(job);

        awaitNoneRunning(generator);
    }

    @Test
    void closed_generator_leaves_jobs_as_they_are() {
        DemoGenerator generator = generator(new DemoRun(NEVER, SOON, false));
        JobId job = generate(generator);

        generator.close();

        assertThat(jobs.getJobStatus(job)).isEqualTo(new JobReport.InProgress(JobStatus.PENDING));
        assertThatThrownBy(() -> generate(generator)).isInstanceOf(RuntimeException.class);
    }

    private DemoGenerator generator(DemoRun run) {
        return generator(run, progress);
    }

    private DemoGenerator generator(DemoRun run, RecordJobProgress progress) {
        return deployment.add(new DemoGenerator(progress, draft -> run, ended, SOON));
    }

    private static JobId generate(DemoGenerator generator) {
        return generator.generate(DRAFT, DemoGeneratorTest::imagesOf).orElseThrow();
    }

    private void awaitReport(JobId job, JobReport report) throws Exception {
        Await.until(job + ": " + report, () -> jobs.getJobStatus(job).equals(report));
    }

    private static void awaitNoneRunning(DemoGenerator generator) {
        Await.until("no running job", () -> generator.running() == 0);
    }

    private static ImageUrls imagesOf(JobId job) {
        String base = "https://images.example.com/" + job;
        return new ImageUrls(base + "/s", base + "/f", base + "/t");
    }
}
