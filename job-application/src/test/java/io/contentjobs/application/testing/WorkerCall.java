package io.contentjobs.application.testing;

import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.Verdict;
import java.util.Set;

/**
 * One call of a worker, with a result of its own.
 *
 * @param number the number of the call, which makes its result unique
 * @param target the new status of the job; not PENDING
 */
record WorkerCall(int number, JobId id, JobStatus target) {
    Verdict make(RecordJobProgress progress) {
        return switch (target) {
            case PENDING -> throw new IllegalStateException("No job becomes PENDING");
            case PROCESSING -> progress.start(id);
            case COMPLETED -> progress.complete(id, imageUrls());
            case FAILED -> progress.fail(id, error());
        };
    }

    /** Returns whether {@code report} has the result of this call. */
    boolean isReported(JobReport report) {
        return report.match(
                inProgress -> target == inProgress.status(),
                completed -> target == JobStatus.COMPLETED && imageUrls().equals(completed.imageUrls()),
                failed -> target == JobStatus.FAILED && error().equals(failed.error()));
    }

    /** Returns the possible verdicts of this call on a job that ended with {@code end}. */
    Set<Verdict> possibleVerdicts(JobStatus end) {
        Verdict unchanged = Verdict.unchanged(end, target);
        if (target == JobStatus.PROCESSING) {
            return Set.of(unchanged, Verdict.applied(target), Verdict.unchanged(target, target));
        }
        return target == end ? Set.of(unchanged, Verdict.applied(target)) : Set.of(unchanged);
    }

    private ImageUrls imageUrls() {
        String path = "https://cdn.example.com/" + id + "/" + number;
        return new ImageUrls(path + "/simple.png", path + "/fancy.png", path + "/trendy.png");
    }

    private String error() {
        return "error of call " + number;
    }
}
