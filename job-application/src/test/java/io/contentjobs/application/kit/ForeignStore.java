package io.contentjobs.application.kit;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ports of another author, on a store in memory. It has the planted fault, and no other. */
final class ForeignStore implements JobReader, JobStatusReader, JobWriter {
    static final Duration JOB_LIFETIME = Duration.ofHours(5);

    private final InMemoryJobStore records;
    private final Lifetimes lifetimes;
    private final Duration jobLifetime;
    private final Duration imageLifetime;
    private final Map<JobId, Optional<Job>> read = new ConcurrentHashMap<>();

    ForeignStore(InMemoryJobStore records) {
        this(records, new Lifetimes(), JOB_LIFETIME, JOB_LIFETIME.multipliedBy(2));
    }

    ForeignStore(InMemoryJobStore records, Lifetimes lifetimes, Duration jobLifetime, Duration imageLifetime) {
        this.records = records;
        this.lifetimes = lifetimes;
        this.jobLifetime = jobLifetime;
        this.imageLifetime = imageLifetime;
    }

    /** The remaining lifetimes of the records, which stay as they were set. */
    static final class Lifetimes {
        final Map<Object, Duration> byRecord = new ConcurrentHashMap<>();

        private void set(Object record, Duration lifetime) {
            if (!Fault.RECORDS_NEVER_EXPIRE.isPlanted()) {
                byRecord.put(record, lifetime);
            }
        }
    }

    @Override
    public Optional<Job> find(JobId id) {
        if (Fault.READING_RESTARTS_THE_LIFETIME.isPlanted()) {
            lifetimes.set(id, jobLifetime);
        }
        if (Fault.CLEARS_THE_INTERRUPT.isPlanted()) {
            boolean unused = Thread.interrupted();
        }
        if (Fault.KEEPS_WHAT_IT_READ.isPlanted()) {
            return read.computeIfAbsent(id, records::find);
        }
        try {
            Optional<Job> found = records.find(id);
            if (found.isEmpty() && Fault.IGNORES_CASE_OF_IDS.isPlanted()) {
                return records.find(new JobId(id.value().toLowerCase(Locale.ROOT)));
            }
            return found.map(ForeignStore::decoded);
        } catch (StoreUnavailableException outage) {
            return orAbsent(Fault.OUTAGE_IS_ABSENT, outage);
        } catch (RecordUnreadableException invalid) {
            return orAbsent(Fault.INVALID_RECORD_IS_ABSENT, invalid);
        }
    }

    private static Job decoded(Job job) {
        Instant createdAt = job.createdAt();
        return createdAt == null || !Fault.CUTS_TIMES_TO_SECONDS.isPlanted()
                ? job
                : new Job(
                        job.id(),
                        job.status(),
                        job.eventDraftId(),
                        job.type(),
                        createdAt.minusMillis(1).truncatedTo(ChronoUnit.SECONDS));
    }

    private static <T> Optional<T> orAbsent(Fault fault, RuntimeException failure) {
        if (fault.isPlanted()) {
            return Optional.empty();
        }
        throw failure;
    }

    @Override
    public Map<JobId, ReadResult<Optional<Job>>> findAll(Collection<JobId> ids) {
        if (Fault.INVALID_RECORD_FAILS_ALL_READS.isPlanted()) {
            ids.forEach(this::find);
        }
        return JobReader.super.findAll(ids);
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        return records.findImageUrls(id);
    }

    @Override
    public Optional<String> findError(JobId id) {
        return records.findError(id);
    }

    @Override
    public Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids) {
        Map<JobId, Optional<JobStatus>> statuses = new HashMap<>(records.findStatuses(ids));
        if (Fault.MISSING_JOB_HAS_NO_ENTRY.isPlanted()) {
            statuses.values().removeIf(Optional::isEmpty);
        }
        if (Fault.OUTAGE_IS_A_MISSING_JOB.isPlanted()) {
            ids.forEach(id -> statuses.putIfAbsent(id, Optional.empty()));
        }
        if (Fault.READS_1000_STATUSES_AT_MOST.isPlanted()) {
            statuses.keySet().retainAll(statuses.keySet().stream().limit(1_000).toList());
        }
        return statuses;
    }

    @Override
    public HintedReads openHintedReads(HintListener listener) {
        return records.openHintedReads(listener);
    }

    @Override
    public void create(Job job) {
        acknowledged(() -> {
            if (Fault.CREATES_OVER_A_RECORD.isPlanted()) {
                records.put(job);
            } else if (Fault.CREATES_IN_TWO_STEPS.isPlanted()) {
                if (isStored(job.id())) {
                    throw new IllegalStateException("exists");
                }
                betweenTwoSteps();
                records.put(job);
            } else {
                records.create(job);
            }
            lifetimes.set(job.id(), jobLifetime);
            return null;
        });
    }

    /** Lets other threads make their steps, as a round trip does. */
    private static void betweenTwoSteps() {
        LockSupport.parkNanos(1_000);
    }

    private boolean isStored(JobId id) {
        try {
            return records.find(id).isPresent();
        } catch (RecordUnreadableException invalid) {
            return true;
        }
    }

    @Override
    public Verdict advance(JobId id, JobStatus next) {
        Verdict verdict = Objects.requireNonNullElse(acknowledged(() -> change(id, next)), Verdict.applied(next));
        boolean applied = verdict.outcome() == Verdict.Outcome.APPLIED;
        if (applied
                ? !Fault.CHANGE_KEEPS_THE_LIFETIME.isPlanted()
                : Fault.REFUSED_CHANGE_RESTARTS_THE_LIFETIME.isPlanted()) {
            lifetimes.set(id, jobLifetime);
        }
        boolean repeated = verdict.outcome() == Verdict.Outcome.REPEATED;
        return repeated && Fault.REPEATED_CHANGE_IS_APPLIED.isPlanted() ? Verdict.applied(next) : verdict;
    }

    private Verdict change(JobId id, JobStatus next) {
        Optional<Job> found = records.find(id);
        if (found.isEmpty() && Fault.CHANGE_CREATES_JOBS.isPlanted()) {
            records.put(Jobs.bare(id, next));
            return Verdict.applied(next);
        }
        if (found.isPresent() && Fault.CHANGES_ENDED_JOBS.isPlanted()) {
            return found.get().status() == next ? Verdict.unchanged(next, next) : replaced(found.get(), next);
        }
        if (found.isPresent() && found.get().status().mayBecome(next)) {
            if (Fault.CHANGES_IN_TWO_STEPS.isPlanted() || Fault.CHANGE_DROPS_FIELDS.isPlanted()) {
                return replaced(found.get(), next);
            }
        }
        return records.advance(id, next);
    }

    private Verdict replaced(Job job, JobStatus next) {
        betweenTwoSteps();
        boolean bare = Fault.CHANGE_DROPS_FIELDS.isPlanted();
        records.put(
                bare
                        ? Jobs.bare(job.id(), next)
                        : new Job(job.id(), next, job.eventDraftId(), job.type(), job.createdAt()));
        return Verdict.applied(next);
    }

    @Override
    public void storeImageUrls(EventDraftId id, ImageUrls urls) {
        acknowledged(() -> {
            Optional<ImageUrls> before = records.findImageUrls(id);
            boolean merges = before.isPresent() && Fault.MERGES_IMAGES.isPlanted();
            records.storeImageUrls(
                    id,
                    new ImageUrls(
                            cut(urls.simple()),
                            cut(urls.fancy()),
                            merges ? before.get().trendy() : cut(urls.trendy())));
            return null;
        });
        lifetimes.set(id, Fault.IMAGES_LIVE_AS_LONG_AS_JOBS.isPlanted() ? jobLifetime : imageLifetime);
    }

    private static String cut(String url) {
        return Fault.CUTS_URLS_AT_255_CHARACTERS.isPlanted() ? url.substring(0, Math.min(url.length(), 255)) : url;
    }

    @Override
    public void storeError(JobId id, String error) {
        acknowledged(() -> {
            if (Fault.ERROR_CREATES_JOBS.isPlanted() && !isStored(id)) {
                records.put(Jobs.failed(id));
            }
            records.storeError(id, encoded(error));
            return null;
        });
        lifetimes.set("error of " + id, jobLifetime);
    }

    private static String encoded(String error) {
        if (Fault.CUTS_ERRORS_AT_255_CHARACTERS.isPlanted()) {
            return error.substring(0, Math.min(error.length(), 255));
        }
        if (Fault.CUTS_ERRORS_AT_4000_BYTES.isPlanted()) {
            byte[] bytes = error.getBytes(StandardCharsets.UTF_8);
            return new String(Arrays.copyOf(bytes, Math.min(bytes.length, 4_000)), StandardCharsets.UTF_8);
        }
        if (Fault.STORES_THREE_BYTE_CHARACTERS_ONLY.isPlanted()) {
            return error.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?");
        }
        return Fault.TRIMS_ERRORS.isPlanted() ? error.strip() : error;
    }

    /** Returns null in an outage if that fault is planted. */
    private static <T> @Nullable T acknowledged(Supplier<@Nullable T> write) {
        try {
            return write.get();
        } catch (StoreUnavailableException outage) {
            if (Fault.ACKNOWLEDGES_WRITES_IN_AN_OUTAGE.isPlanted()) {
                return null;
            }
            throw outage;
        }
    }
}
