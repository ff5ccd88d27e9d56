package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.ReadResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One thread plays everything that happens at once: changes before, between and after the reads of a watcher, hints, sweeps,
 * subscriptions and their ends, in an order that a seed decides, on a clock of its own.
 */
final class JobWatchTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration OVERDUE_AFTER = Duration.ofMinutes(5);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final TestTime time = new TestTime();
    private final CountedEvents events = new CountedEvents();

    private final Map<JobId, JobStatus> written = new HashMap<>();

    /** What the watcher's thread has not taken over yet. */
    private final List<Runnable> inbox = new ArrayList<>();

    /** Runs between a read of the store and its return. */
    private Runnable duringReads = () -> {};

    private final JobStatusReader.HintedReads hintedReads = store.openHintedReads(new JobStatusReader.HintListener() {
        @Override
        public void mayHaveChanged(JobId id) {
            inbox.add(() -> watch().mayHaveChanged(id));
        }

        @Override
        public void allMayHaveChanged() {
            inbox.add(() -> watch().allMayHaveChanged());
        }
    });

    private final GetJobStatus lookup = new JobStatusLookup(store, new OverdueRule(time, OVERDUE_AFTER));
    private final List<Integer> reads = new ArrayList<>();
    private final List<Integer> lookups = new ArrayList<>();
    private final JobWatch watch = newWatch();

    private JobWatch watch() {
        return watch;
    }

    private JobWatch newWatch() {
        StatusReads both = new StatusReads(
                ids -> {
                    reads.add(ids.size());
                    var found = store.findStatuses(ids);
                    duringReads.run();
                    return found;
                },
                ids -> {
                    reads.add(ids.size());
                    var found = hintedReads.findStatuses(ids);
                    duringReads.run();
                    return found;
                },
                new GetJobStatus() {
                    @Override
                    public JobReport getJobStatus(JobId id) {
                        return lookup.getJobStatus(id);
                    }

                    @Override
                    public Map<JobId, ReadResult<JobReport>> getJobStatuses(Collection<JobId> ids) {
                        lookups.add(ids.size());
                        duringReads.run();
                        var found = lookup.getJobStatuses(ids);
                        duringReads.run();
                        return found;
                    }
                });
        return new JobWatch(both, INTERVAL, time, time::nanos, events);
    }

    static Stream<World> worlds() {
        return LongStream.range(0, 150).boxed().flatMap(seed -> Stream.of(new World(seed, 0), new World(seed, 0.4)));
    }

    /**
     * @param lostHints the lost share of the hints
     */
    record World(long seed, double lostHints) {}

    @ParameterizedTest
    @MethodSource("worlds")
    void each_listener_is_told_each_change_once_and_in_time(World world) {
        Random random = new Random(world.seed());
        store.loseHints(world.seed(), world.lostHints());
        List<Job> jobs = Stream.generate(() -> put(Jobs.pending())).limit(4).toList();
        List<Follower> followers = new ArrayList<>();
        duringReads = () -> {
            if (random.nextInt(4) == 0) {
                changeSomething(random, jobs);
            }
            if (random.nextInt(8) == 0) {
                followers.add(new Follower(jobs.get(random.nextInt(jobs.size())), random.nextBoolean()));
            }
        };
        for (int i = 0; i < 200; i++) {
            switch (random.nextInt(10)) {
                case 0 -> followers.add(new Follower(jobs.get(random.nextInt(jobs.size())), random.nextBoolean()));
                case 1, 2 -> changeSomething(random, jobs);
                case 3 -> {
                    if (!followers.isEmpty()) {
                        followers.get(random.nextInt(followers.size())).close();
                    }
                }
                case 4 -> store.setAvailable(random.nextInt(4) > 0);
                case 5 -> time.advance(Duration.ofMillis(random.nextInt(300)));
                case 6 -> takeInbox(random.nextInt(3));
                case 7 ->
                    watch.mayHaveChanged(jobs.get(random.nextInt(jobs.size())).id());
                default -> watch.step();
            }
        }
        duringReads = () -> {};
        store.setAvailable(true);
        Duration bound = world.lostHints() == 0
                ? Duration.ZERO
                : JobWatch.HINTED_SWEEP_INTERVAL.plus(INTERVAL.multipliedBy(2)).plus(JobWatch.MAX_GAP);
        settle(INTERVAL.multipliedBy(
                3)); // the reads that the outage has prevented, and the interval of jobs without hints
        changeSomething(random, jobs);
        settle(bound);

        followers.forEach(Follower::assertUpToDate);
        followers.forEach(Follower::close);
        settle(Duration.ZERO);
        assertThat(watch.isEmpty()).as("no job is left behind").isTrue();
    }

    @Test
    void change_of_a_hinted_job_costs_one_read_and_one_look_up_for_all_listeners() {
        Job job = put(Jobs.processing());
        List<Follower> followers =
                Stream.generate(() -> new Follower(job, true)).limit(1_000).toList();
        settle(Duration.ZERO);
        assertThat(reads).containsExactly(1);
        reads.clear();

        end(job.id());
        settle(Duration.ZERO);

        assertThat(reads).containsExactly(1);
        assertThat(lookups).containsExactly(1);
        assertThat(followers).allSatisfy(follower -> assertThat(follower.told).containsExactly(JobStatus.COMPLETED));
    }

    @Test
    void look_up_that_fails_concerns_its_job_alone() {
        Job good = put(Jobs.processing());
        Job bad = put(Jobs.processing());
        Follower ofGood = new Follower(good, true);
        Follower ofBad = new Follower(bad, true);
        settle(Duration.ZERO);

        end(good.id());
        store.putUnreadable(bad.id());
        settle(INTERVAL.multipliedBy(3));

        assertThat(ofGood.told).containsExactly(JobStatus.COMPLETED);
        assertThat(ofBad.failure).isNotNull();
    }

    @Test
    void job_whose_look_up_has_failed_is_looked_up_again_after_an_interval() {
        Job job = put(Jobs.processing());
        Follower follower = new Follower(job, true);
        settle(Duration.ZERO);
        Job ended = put(Jobs.completed(job.id()));
        settle(Duration.ofMillis(50));
        assertThat(lookups).hasSize(1);

        store.putImageUrls(Jobs.draftOf(ended), Jobs.imageUrls());
        settle(INTERVAL);

        assertThat(follower.told).containsExactly(JobStatus.COMPLETED);
    }

    @Test
    void hinted_jobs_are_swept_every_two_seconds_and_others_every_interval() {
        new Follower(put(Jobs.processing()), true);
        settle(Duration.ofSeconds(20));
        assertThat(events.swept).isBetween(9, 10);

        events.swept = 0;
        hintedReads.close();
        settle(Duration.ofSeconds(20));
        assertThat(events.swept).isBetween(88, 100);
    }

    @Test
    void lost_hints_cause_one_read_of_each_job_within_an_interval() {
        List<Follower> followers = IntStream.range(0, 3)
                .mapToObj(i -> new Follower(put(Jobs.processing()), true))
                .toList();
        settle(Duration.ZERO);
        reads.clear();
        for (int i = 0; i < 50; i++) {
            store.loseArmedHints();
        }

        settle(INTERVAL);

        assertThat(reads).containsExactly(followers.size());
    }

    @Test
    void needless_hints_without_end_suspend_the_hints_of_the_job_for_ten_seconds() {
        Job noisy = put(Jobs.processing());
        new Follower(noisy, true);
        settle(Duration.ZERO);
        reads.clear();

        for (int i = 0; i < 1_000; i++) {
            put(Jobs.processing(noisy.id()));
            settle(Duration.ofMillis(1));
        }
        assertThat(events.suspended).isEqualTo(1);
        assertThat(reads).hasSizeLessThan(12);

        reads.clear();
        settle(Duration.ofSeconds(9));
        assertThat(reads).as("swept as without hints").hasSizeBetween(40, 46);
        settle(Duration.ofSeconds(3));
        reads.clear();
        settle(Duration.ofSeconds(8));
        assertThat(reads).as("swept as with hints").hasSizeBetween(3, 5);
    }

    @Test
    void change_after_the_suspension_of_hints_is_told_within_an_interval() {
        Job noisy = put(Jobs.processing());
        Follower follower = new Follower(noisy, true);
        settle(Duration.ZERO);
        while (events.suspended == 0) {
            put(Jobs.processing(noisy.id()));
            settle(Duration.ofMillis(1));
        }

        end(noisy.id());
        settle(INTERVAL);

        assertThat(follower.told).containsExactly(JobStatus.COMPLETED);
    }

    @Test
    void hints_without_end_do_not_prevent_the_sweep() {
        List<Job> noisy =
                Stream.generate(() -> put(Jobs.processing())).limit(40).toList();
        noisy.forEach(job -> new Follower(job, true));
        Job quiet = put(Jobs.processing());
        Follower follower = new Follower(quiet, true);
        settle(Duration.ZERO);
        store.loseHints(0, 1);
        end(quiet.id());
        store.loseHints(0, 0);

        for (int i = 0; i < 2_500; i++) {
            watch.mayHaveChanged(noisy.get(i % noisy.size()).id());
            time.advance(Duration.ofMillis(1));
            watch.step();
        }

        assertThat(follower.told).containsExactly(JobStatus.COMPLETED);
    }

    @Test
    void overdue_job_is_told_at_its_time_and_looked_up_again_if_the_store_is_down() {
        Job job = put(Jobs.processing());
        time.setInstant(createdAt(job).plus(OVERDUE_AFTER).minusSeconds(1));
        Follower follower = new Follower(job, true);
        settle(Duration.ofMillis(999));
        assertThat(follower.told).isEmpty();

        store.setAvailable(false);
        settle(Duration.ofSeconds(1));
        assertThat(follower.told).isEmpty();
        store.setAvailable(true);
        settle(INTERVAL.multipliedBy(2));

        assertThat(follower.told).containsExactly(JobStatus.FAILED);
    }

    /** Runs the watcher until it has nothing to do for that time. */
    private void settle(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        takeInbox(inbox.size());
        long next = watch.step();
        while (next == 0 || !inbox.isEmpty() || time.nanos() + next <= end) {
            time.advance(Duration.ofNanos(next));
            takeInbox(inbox.size());
            next = watch.step();
        }
        time.advance(Duration.ofNanos(Math.max(0, end - time.nanos())));
    }

    private void takeInbox(int count) {
        for (int i = 0; i < count && !inbox.isEmpty(); i++) {
            inbox.remove(0).run();
        }
    }

    private void changeSomething(Random random, List<Job> jobs) {
        Job job = jobs.get(random.nextInt(jobs.size()));
        JobStatus next = List.of(JobStatus.values()).get(random.nextInt(4));
        JobStatus present = present(job.id());
        if (next == JobStatus.COMPLETED && !present.isTerminal()) {
            end(job.id());
        } else if (present.mayBecome(next)) {
            put(Jobs.inStatus(job.id(), next));
        }
    }

    /** Returns the status, which a store that is down does not tell. */
    private JobStatus present(JobId id) {
        return written.getOrDefault(id, JobStatus.PENDING);
    }

    private void end(JobId id) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), Jobs.imageUrls());
        put(ended);
    }

    private Job put(Job job) {
        store.put(job);
        written.put(job.id(), job.status());
        return job;
    }

    private static Instant createdAt(Job job) {
        Instant created = job.createdAt();
        assertThat(created).isNotNull();
        return created == null ? Instant.EPOCH : created;
    }

    /** A listener that checks what it is told. */
    private final class Follower implements AwaitJobStatus.Listener {
        private final JobId id;
        private final List<JobStatus> told = new ArrayList<>();
        private final JobSubscription subscription;
        private @Nullable JobStatus known;
        private @Nullable JobException failure;
        private final List<String> violations = new ArrayList<>();
        private boolean ended;
        private boolean closed;

        Follower(Job job, boolean knowsTheFirst) {
            id = job.id();
            JobReport first = knowsTheFirst ? new JobReport.InProgress(JobStatus.PENDING) : null;
            if (knowsTheFirst && present(id) == JobStatus.PROCESSING) {
                first = new JobReport.InProgress(
                        JobStatus.PROCESSING, createdAt(job).plus(OVERDUE_AFTER));
            }
            known = first == null ? null : first.status();
            subscription = new JobSubscription(id, first, this, ended -> inbox.add(() -> watch.remove(ended)));
            inbox.add(() -> watch.add(subscription));
        }

        @Override
        public void reported(JobReport report) {
            if (ended) {
                violations.add(report + " told after the end");
            }
            if (known != null && !known.mayBecome(report.status())) {
                violations.add(report + " told after " + known);
            }
            known = report.status();
            told.add(report.status());
            ended = report.status().isTerminal();
        }

        @Override
        public void failed(JobException why) {
            if (ended) {
                violations.add(why + " told after the end");
            }
            failure = why;
            ended = true;
        }

        @Override
        public void stopped() {
            violations.add("told that the watch has stopped");
        }

        void close() {
            subscription.close();
            closed |= !ended;
            ended = true;
        }

        void assertUpToDate() {
            assertThat(violations).isEmpty();
            assertThat(failure).isNull();
            if (!closed) {
                assertThat(known).isEqualTo(present(id));
            }
        }
    }

    private static final class CountedEvents implements WatchListener {
        private int swept;
        private int suspended;

        @Override
        public void swept(int jobs) {
            swept += jobs;
        }

        @Override
        public void hintsSuspended() {
            suspended++;
        }
    }

    /** A clock that only the test advances. */
    private static final class TestTime extends Clock {
        private long nanos;
        private Instant instant = Instant.now();

        long nanos() {
            return nanos;
        }

        void advance(Duration duration) {
            nanos += duration.toNanos();
            instant = instant.plus(duration);
        }

        void setInstant(Instant instant) {
            this.instant = instant;
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
