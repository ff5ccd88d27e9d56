package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fails the first call of each change, and records the second one. */
final class HesitantProgress implements RecordJobProgress {
    private final RecordJobProgress progress;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    HesitantProgress(RecordJobProgress progress) {
        this.progress = progress;
    }

    @Override
    public JobId submit(EventDraftId eventDraftId, JobType type) {
        return progress.submit(eventDraftId, type);
    }

    @Override
    public Verdict start(JobId id) {
        return onceMore("start " + id, () -> progress.start(id));
    }

    @Override
    public Verdict complete(JobId id, ImageUrls imageUrls) {
        return onceMore("complete " + id, () -> progress.complete(id, imageUrls));
    }

    @Override
    public Verdict fail(JobId id, @Nullable String error) {
        return onceMore("fail " + id, () -> progress.fail(id, error));
    }

    private Verdict onceMore(String change, Supplier<Verdict> record) {
        if (told.add(change)) {
            throw new StoreUnavailableException(change, "not yet", null);
        }
        return record.get();
    }
}
