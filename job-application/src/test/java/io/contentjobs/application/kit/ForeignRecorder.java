package io.contentjobs.application.kit;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import org.jspecify.annotations.Nullable;

/** The recorder of another author. It has the planted fault, and no other. */
record ForeignRecorder(JobReader reader, JobWriter writer) implements RecordJobProgress {
    @Override
    public JobId submit(EventDraftId eventDraftId, JobType type) {
        return recorder().submit(eventDraftId, type);
    }

    @Override
    public Verdict start(JobId id) {
        return recorder().start(id);
    }

    @Override
    public Verdict complete(JobId id, ImageUrls imageUrls) {
        if (Fault.RECORDER_WRITES_THE_STATUS_FIRST.isPlanted()) {
            Verdict verdict = writer.advance(id, JobStatus.COMPLETED);
            EventDraftId draft = reader.find(id).orElseThrow().eventDraftId();
            if (verdict.outcome() == Verdict.Outcome.APPLIED && draft != null) {
                writer.storeImageUrls(draft, imageUrls);
            }
            return verdict;
        }
        return recorder().complete(id, imageUrls);
    }

    @Override
    public Verdict fail(JobId id, @Nullable String error) {
        try {
            return recorder().fail(id, error);
        } catch (StoreUnavailableException outage) {
            if (Fault.RECORDER_SWALLOWS_OUTAGES.isPlanted()) {
                return Verdict.applied(JobStatus.FAILED);
            }
            throw outage;
        }
    }

    private RecordJobProgress recorder() {
        return new JobProgressRecorder(reader, writer);
    }
}
