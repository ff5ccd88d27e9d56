package io.contentjobs.redis.record;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** A program that polls each job six times at once, reads all statuses, and prints the answers. */
final class SmallHeap {
    private static final int POLLS = 6;

    private SmallHeap() {}

    /** Arguments: Redis's URL and the jobs. */
    public static void main(String[] args) throws Exception {
        List<JobId> ids = Stream.of(args).skip(1).map(JobId::new).toList();
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(60))) {
            JobStatusLookup lookup = new JobStatusLookup(store.reader());
            List<FutureTask<String>> polls = new ArrayList<>();
            for (int i = 0; i < POLLS; i++) {
                for (JobId id : ids) {
                    FutureTask<String> poll = new FutureTask<>(() -> id + " " + poll(lookup, id));
                    polls.add(poll);
                    new Thread(poll).start();
                }
            }
            for (FutureTask<String> poll : polls) {
                System.out.println(poll.get());
            }
            store.statuses()
                    .findStatuses(ids)
                    .forEach((id, status) -> System.out.println(
                            id + " watched " + status.map(Enum::name).orElse("none")));
        }
    }

    private static String poll(JobStatusLookup lookup, JobId id) {
        try {
            return lookup.getJobStatus(id)
                    .match(
                            inProgress -> inProgress.status().name(),
                            completed -> completed.imageUrls().simple(),
                            failed -> "FAILED " + failed.error().length());
        } catch (RuntimeException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    /** The expected report of a failed job with a long error text. */
    static String cutError() {
        return "FAILED " + JobReport.Failed.MAX_ERROR_LENGTH;
    }
}
