package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.Optional;

/**
 * A store that fails one command and none before or after it. What a caller leaves there who gives up at once is what a
 * killed one leaves; a caller who goes on is caught at it.
 */
final class FaultyStore implements JobReader, JobWriter {
    private final JobReader reader;
    private final JobWriter writer;
    private int left;

    FaultyStore(JobReader reader, JobWriter writer, int commandsBefore) {
        this.reader = reader;
        this.writer = writer;
        this.left = commandsBefore;
    }

    private void command(String subject) {
        if (left-- == 0) {
            throw new StoreUnavailableException(subject, "failed at this command", null);
        }
    }

    @Override
    public Optional<Job> find(JobId id) {
        command(id.value());
        return reader.find(id);
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        command(id.value());
        return reader.findImageUrls(id);
    }

    @Override
    public Optional<String> findError(JobId id) {
        command(id.value());
        return reader.findError(id);
    }

    @Override
    public void create(Job job) {
        command(job.id().value());
        writer.create(job);
    }

    @Override
    public Verdict advance(JobId id, JobStatus next) {
        command(id.value());
        return writer.advance(id, next);
    }

    @Override
    public void storeImageUrls(EventDraftId id, ImageUrls imageUrls) {
        command(id.value());
        writer.storeImageUrls(id, imageUrls);
    }

    @Override
    public void storeError(JobId id, String error) {
        command(id.value());
        writer.storeError(id, error);
    }
}
