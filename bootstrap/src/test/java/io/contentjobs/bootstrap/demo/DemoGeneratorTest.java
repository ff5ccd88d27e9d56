package io.contentjobs.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DemoGeneratorTest {
    private static final EventDraftId DRAFT = new EventDraftId("draft");
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusLookup jobs = new JobStatusLookup(store);
    private final RecordJobProgress progress = new JobProgressRecorder(store, store);
    private final EndedJobs ended = new EndedJobs(System::nanoTime);
    private final Closer closer = new Closer();

    @AfterEach
    void close() {
        closer.close();
    }

    @Test
    void job_goes_through_all_statuses_to_its_images() throws Exception {
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
    void job_that_fails_says_why() throws Exception {
        JobId job = generate(generator(new DemoRun(SOON, SOON, true)));

        awaitReport(job, new JobReport.Failed("이미지 생성 서버가 응답하지 않습니다"));
        assertThat(ended.timeSince(job)).isPresent();
    }

    @Test
    void no_more_are_taken_than_can_be_remembered_and_none_of_them_is_lost() throws Exception {
        DemoGenerator full = generator(new DemoRun(NEVER, SOON, false));
        for (int i = 0; i < DemoGenerator.MAX_RUNNING; i++) {
            generate(full);
        }

        assertThat(full.generate(DRAFT, DemoGeneratorTest::imagesOf)).isEmpty();
        assertThat(full.running()).isEqualTo(DemoGenerator.MAX_RUNNING);
    }

    @Test
    void places_are_free_again_when_jobs_have_ended() throws Exception {
        DemoGenerator generator = generator(new DemoRun(SOON, SOON, false));
        DemoGenerator failing = generator(new DemoRun(SOON, SOON, true));
        generate(generator);
        generate(failing);

        Eventually.within(LIMIT, "free places", () -> generator.running() + failing.running() == 0);
    }

    @Test
    void job_that_the_store_did_not_take_takes_no_place() {
        DemoGenerator generator = generator(new DemoRun(NEVER, SOON, false));
        store.setAvailable(false);

        assertThatThrownBy(() -> generate(generator)).isInstanceOf(StoreUnavailableException.class);
        assertThat(generator.running()).isZero();
    }

    @Test
    void job_goes_on_when_the_store_is_back() throws Exception {
        DemoGenerator generator = generator(new DemoRun(SOON, SOON, false), new HesitantProgress(progress));
        JobId job = generate(generator);

        awaitReport(job, new JobReport.Completed(imagesOf(job)));
        Eventually.within(LIMIT, "a free place", () -> generator.running() == 0);
    }

    @Test
    void store_that_stays_away_ends_all_jobs_and_is_told_of_once() throws Exception {
        DemoGenerator generator = generator(new DemoRun(SOON, SOON, false));
        try (LogCapture warnings = LogCapture.begin()) {
            var taken = generator.generate(DRAFT, first -> {
                generate(generator);
                store.setAvailable(false);
                return imagesOf(first);
            });
            assertThat(taken).isPresent();

            Eventually.within(LIMIT, "free places", () -> generator.running() == 0);
            Eventually.within(LIMIT, "a warning", () -> !warnings.warnings().isEmpty());
            assertThat(warnings.warnings()).singleElement().asString().contains("WARN", "the store stays away");
        }
    }

    @Test
    void record_that_breaks_under_a_job_gives_its_place_back() throws Exception {
        DemoGenerator generator = generator(new DemoRun(Duration.ofMillis(300), SOON, false));
        JobId job = generate(generator);
        store.putUnreadable(job);

        Eventually.within(LIMIT, "a free place", () -> generator.running() == 0);
    }

    @Test
    void closing_leaves_jobs_as_they_are() {
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
        return closer.add(new DemoGenerator(progress, draft -> run, ended, SOON));
    }

    private static JobId generate(DemoGenerator generator) {
        return generator.generate(DRAFT, DemoGeneratorTest::imagesOf).orElseThrow();
    }

    private void awaitReport(JobId job, JobReport report) throws Exception {
        Eventually.within(
                LIMIT, job + ": " + report, () -> jobs.getJobStatus(job).equals(report));
    }

    private static ImageUrls imagesOf(JobId job) {
        String base = "https://images.example.com/" + job;
        return new ImageUrls(base + "/s", base + "/f", base + "/t");
    }
}
