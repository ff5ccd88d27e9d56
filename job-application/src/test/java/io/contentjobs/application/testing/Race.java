package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;

/**
 * Concurrent workers change jobs while clients poll them. The workers start, complete and fail each job in random order, one
 * to three times each. The calls for one job follow each other closely, so several workers change it at the same time.
 */
final class Race {
    private static final int CLIENTS = 4;
    private static final int POLLED_CALLS = 24;
    private static final List<JobStatus> TARGETS = List.of(JobStatus.PROCESSING, JobStatus.COMPLETED, JobStatus.FAILED);

    private final RecordJobProgress progress;
    private final GetJobStatus jobs;
    private final JobReader reader;
    private final List<WorkerCall> calls = new ArrayList<>();
    private final AtomicInteger nextCall = new AtomicInteger();

    /** Submits the jobs and makes the list of calls from {@code seed}. */
    Race(RecordJobProgress progress, GetJobStatus jobs, JobReader reader, int jobCount, long seed) {
        this.progress = progress;
        this.jobs = jobs;
        this.reader = reader;
        Random random = new Random(seed);
        for (int job = 0; job < jobCount; job++) {
            addCalls(progress.submit(Jobs.draft(), Jobs.TYPE), random);
        }
    }

    private void addCalls(JobId id, Random random) {
        List<JobStatus> targets = new ArrayList<>();
        for (JobStatus target : TARGETS) {
            targets.addAll(Collections.nCopies(1 + random.nextInt(3), target));
        }
        Collections.shuffle(targets, random);
        targets.forEach(target -> calls.add(new WorkerCall(calls.size(), id, target)));
    }

    void run(int racers) {
        AtomicReferenceArray<Verdict> verdicts = new AtomicReferenceArray<>(calls.size());
        AtomicInteger racing = new AtomicInteger(racers);
        Together.run(racers + CLIENTS, number -> {
            if (number >= racers) {
                poll(number, racing);
                return number;
            }
            try {
                work(verdicts);
                return number;
            } finally {
                racing.decrementAndGet();
            }
        });
        calls.stream()
                .collect(Collectors.groupingBy(WorkerCall::id))
                .forEach((id, made) -> checkEnd(id, made, verdicts));
    }

    private void work(AtomicReferenceArray<Verdict> verdicts) {
        for (int next = nextCall.getAndIncrement(); next < calls.size(); next = nextCall.getAndIncrement()) {
            verdicts.set(next, calls.get(next).make(progress));
        }
    }

    private void poll(int client, AtomicInteger racing) {
        Random random = new Random(client);
        Map<JobId, JobStatus> seen = new HashMap<>();
        do {
            int call = nextCall.get() - random.nextInt(POLLED_CALLS);
            JobId id = calls.get(Math.max(0, Math.min(call, calls.size() - 1))).id();
            JobStatus status =
                    client % 2 == 0 ? storedStatus(id) : jobs.getJobStatus(id).status();
            JobStatus before = seen.put(id, status);
            assertThat(before == null || before == status || before.mayBecome(status))
                    .as("%s went from %s to %s", id, before, status)
                    .isTrue();
        } while (racing.get() > 0);
    }

    /** Reads the store directly: {@link GetJobStatus} reads missing images again, which would hide that they were missing. */
    private JobStatus storedStatus(JobId id) {
        Job job = reader.find(id).orElseThrow();
        if (job.status() == JobStatus.COMPLETED) {
            assertThat(reader.findImageUrls(Jobs.draftOf(job)))
                    .as("images of %s, which is COMPLETED", id)
                    .isPresent();
        }
        return job.status();
    }

    private void checkEnd(JobId id, List<WorkerCall> made, AtomicReferenceArray<Verdict> verdicts) {
        JobReport end = jobs.getJobStatus(id);
        assertThat(end.status().isTerminal()).as("%s is %s", id, end).isTrue();
        assertThat(made).as("%s is %s", id, end).anyMatch(call -> call.isReported(end));
        assertThat(made)
                .as("the verdicts on %s", id)
                .allSatisfy(call -> assertThat(verdicts.get(call.number()))
                        .as("the verdict on %s", call)
                        .isIn(call.possibleVerdicts(end.status())));
        assertThat(timesApplied(end.status(), made, verdicts))
                .as("ends of %s", id)
                .isOne();
        assertThat(timesApplied(JobStatus.PROCESSING, made, verdicts))
                .as("starts of %s", id)
                .isLessThanOrEqualTo(1);
    }

    private static long timesApplied(JobStatus target, List<WorkerCall> made, AtomicReferenceArray<Verdict> verdicts) {
        return made.stream()
                .filter(call -> Verdict.applied(target).equals(verdicts.get(call.number())))
                .count();
    }
}
