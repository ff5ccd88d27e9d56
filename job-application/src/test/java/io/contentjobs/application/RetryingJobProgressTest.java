package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time passes only in the pauses and in the changes. */
final class RetryingJobProgressTest {
    private static final JobId ID = Jobs.id();
    private static final Verdict STARTED = Verdict.applied(JobStatus.PROCESSING);
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private final RecordJobProgress progress = mock(RecordJobProgress.class);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void each_change_is_repeated_until_there_is_a_verdict() {
        EventDraftId draft = Jobs.draft();
        ImageUrls urls = Jobs.imageUrls();
        when(progress.submit(draft, Jobs.TYPE)).thenThrow(down()).thenReturn(ID);
        when(progress.start(ID)).thenThrow(down(), down()).thenReturn(STARTED);
        when(progress.complete(ID, urls)).thenThrow(down()).thenReturn(Verdict.applied(JobStatus.COMPLETED));
        when(progress.fail(ID, "error")).thenThrow(down()).thenReturn(Verdict.NOT_FOUND);
        when(progress.fail(any(), isNull())).thenReturn(Verdict.applied(JobStatus.FAILED));
        RecordJobProgress retrying = retrying(ENDLESS);

        assertThat(retrying.submit(draft, Jobs.TYPE)).isEqualTo(ID);
        assertThat(retrying.start(ID)).isEqualTo(STARTED);
        assertThat(retrying.complete(ID, urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(retrying.fail(ID, "error")).isEqualTo(Verdict.NOT_FOUND);
        assertThat(retrying.fail(ID, null)).isEqualTo(Verdict.applied(JobStatus.FAILED));

        verify(progress, times(2)).submit(draft, Jobs.TYPE);
        verify(progress, times(3)).start(ID);
        verify(progress, times(2)).complete(ID, urls);
        verify(progress, times(2)).fail(ID, "error");
        verify(progress).fail(ID, null);
        verifyNoMoreInteractions(progress);
    }

    @Test
    void pauses_double_up_to_five_seconds_and_begin_anew_with_each_call() {
        when(progress.start(ID))
                .thenThrow(Collections.nCopies(9, down()).toArray(Throwable[]::new))
                .thenReturn(STARTED)
                .thenThrow(down())
                .thenReturn(STARTED);
        RecordJobProgress retrying = retrying(ENDLESS);

        retrying.start(ID);
        retrying.start(ID);

        assertThat(pauses).containsExactly(millis(100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 100));
    }

    @Test
    void last_exception_is_thrown_before_a_pause_that_would_exceed_the_limit() {
        StoreUnavailableException last = down();
        when(progress.start(ID)).thenThrow(down(), down(), down(), last);

        assertThatThrownBy(() -> retrying(Duration.ofMillis(1_499)).start(ID)).isSameAs(last);

        assertThat(pauses).containsExactly(millis(100, 200, 400));
    }

    @Test
    void time_of_the_changes_counts() {
        StoreUnavailableException last = down();
        when(progress.start(ID))
                .thenAnswer(slow -> {
                    now.addAndGet(Duration.ofSeconds(30).toNanos());
                    throw down();
                })
                .thenAnswer(slow -> {
                    now.addAndGet(Duration.ofSeconds(30).toNanos());
                    throw last;
                });

        assertThatThrownBy(() -> retrying(Duration.ofMinutes(1)).start(ID)).isSameAs(last);

        assertThat(pauses).containsExactly(millis(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.099S", "PT-2562047788015215H-30M-8S"})
    void change_is_made_once_without_time_for_a_pause(Duration limit) {
        StoreUnavailableException down = down();
        when(progress.start(ID)).thenThrow(down);

        assertThatThrownBy(() -> retrying(limit).start(ID)).isSameAs(down);
        assertThat(pauses).isEmpty();
    }

    @Test
    void other_exceptions_are_not_repeated() {
        RecordUnreadableException unreadable = new RecordUnreadableException(ID.value(), "bad");
        when(progress.start(ID)).thenThrow(unreadable);

        assertThatThrownBy(() -> retrying(ENDLESS).start(ID)).isSameAs(unreadable);
        assertThat(pauses).isEmpty();
    }

    @Test
    void interrupt_ends_the_repetition_with_the_last_exception_and_is_kept() {
        StoreUnavailableException down = down();
        when(progress.start(ID)).thenThrow(down);
        RecordJobProgress retrying = new RetryingJobProgress(progress);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> retrying.start(ID)).isSameAs(down);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        verify(progress).start(ID);
    }

    @Test
    void job_is_ended_after_an_outage() {
        InMemoryJobStore store = new InMemoryJobStore();
        Job job = Jobs.processing();
        store.put(job);
        store.setAvailable(false);
        RecordJobProgress retrying = new RetryingJobProgress(
                new JobProgressRecorder(store, store), ENDLESS, outage -> store.setAvailable(true), now::get);

        assertThat(retrying.complete(job.id(), Jobs.imageUrls())).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
    }

    private RecordJobProgress retrying(Duration limit) {
        return new RetryingJobProgress(
                progress,
                limit,
                pause -> {
                    pauses.add(pause);
                    now.addAndGet(pause.toNanos());
                },
                now::get);
    }

    private static Duration[] millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static StoreUnavailableException down() {
        return new StoreUnavailableException(ID.value(), "down", null);
    }
}
