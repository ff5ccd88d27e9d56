package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JobTest {
    private static final JobId ID = new JobId("job-1");
    private static final EventDraftId DRAFT = new EventDraftId("draft-1");
    private static final JobType TYPE = new JobType("IMAGE_GEN");
    private static final Instant CREATED = Instant.parse("2026-11-22T10:15:30Z");
    private static final Job JOB = new Job(ID, JobStatus.PENDING, DRAFT, TYPE, CREATED);

    @Test
    void job_has_the_values_that_it_was_created_with() {
        assertThat(JOB.id()).isEqualTo(ID);
        assertThat(JOB.status()).isEqualTo(JobStatus.PENDING);
        assertThat(JOB.eventDraftId()).isEqualTo(DRAFT);
        assertThat(JOB.type()).isEqualTo(TYPE);
        assertThat(JOB.createdAt()).isEqualTo(CREATED);
    }

    @Test
    void lazy_created_at_is_read_at_the_first_call_and_never_again() {
        AtomicInteger reads = new AtomicInteger();
        Job job = Job.withLazyCreatedAt(ID, JobStatus.PENDING, DRAFT, TYPE, () -> {
            reads.incrementAndGet();
            return CREATED;
        });
        assertThat(reads).hasValue(0);

        assertThat(job.createdAt()).isEqualTo(CREATED);
        assertThat(job.createdAt()).isEqualTo(CREATED);

        assertThat(reads).hasValue(1);
    }

    @Test
    void lazy_created_at_may_be_absent() {
        assertThat(Job.withLazyCreatedAt(ID, JobStatus.PENDING, DRAFT, TYPE, () -> null)
                        .createdAt())
                .isNull();
    }

    @Test
    void jobs_of_the_same_parts_are_equal() {
        Job lazy = Job.withLazyCreatedAt(ID, JobStatus.PENDING, DRAFT, TYPE, () -> CREATED);

        assertThat(lazy).isEqualTo(JOB).hasSameHashCodeAs(JOB);
    }

    @ParameterizedTest
    @MethodSource
    void jobs_that_differ_in_one_part_are_not_equal(Job other) {
        assertThat(other).isNotEqualTo(JOB);
        assertThat(JOB).isNotEqualTo(other);
    }

    static Stream<Job> jobs_that_differ_in_one_part_are_not_equal() {
        return Stream.of(
                new Job(new JobId("job-2"), JobStatus.PENDING, DRAFT, TYPE, CREATED),
                new Job(ID, JobStatus.PROCESSING, DRAFT, TYPE, CREATED),
                new Job(ID, JobStatus.PENDING, null, TYPE, CREATED),
                new Job(ID, JobStatus.PENDING, DRAFT, null, CREATED),
                new Job(ID, JobStatus.PENDING, DRAFT, TYPE, null));
    }

    @Test
    void hash_code_depends_on_the_id() {
        assertThat(new Job(new JobId("job-2"), JobStatus.PENDING, DRAFT, TYPE, CREATED))
                .doesNotHaveSameHashCodeAs(JOB);
    }

    @Test
    void text_of_a_job_names_its_parts() {
        assertThat(JOB)
                .hasToString("Job[id=job-1, status=PENDING, eventDraftId=draft-1, type=IMAGE_GEN,"
                        + " createdAt=2026-11-22T10:15:30Z]");
    }
}
