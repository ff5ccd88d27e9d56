package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.ReadResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes each read also as a batch, and asserts that the results are the same.
 *
 * @param reader the reader under test
 */
record SameInBatches(JobReader reader) implements JobReader {
    @Override
    public Optional<Job> find(JobId id) {
        return same(
                ReadResult.from(() -> reader.find(id)),
                reader.findAll(List.of(id)).get(id));
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        return same(
                ReadResult.from(() -> reader.findImageUrls(id)),
                reader.findAllImageUrls(List.of(id)).get(id));
    }

    @Override
    public Optional<String> findError(JobId id) {
        return same(
                ReadResult.from(() -> reader.findError(id)),
                reader.findAllErrors(List.of(id)).get(id));
    }

    private static <T> T same(ReadResult<T> single, @Nullable ReadResult<T> result) {
        ReadResult<T> inBatch = Objects.requireNonNull(result, "a result for the record");
        assertThat(inBatch.value()).isEqualTo(single.value());
        assertThat(text(inBatch.failure())).isEqualTo(text(single.failure()));
        return single.orThrow();
    }

    private static String text(@Nullable JobException failure) {
        return String.valueOf(failure);
    }
}
