package io.contentjobs.redis.tracking;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.RecordedHints;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store, hinted reads of it, and what both tell. */
final class HintedReader implements RedisListener, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RecordedHints hints = new RecordedHints();
    private final Map<String, Boolean> live = new ConcurrentHashMap<>();
    private final AtomicInteger hinted = new AtomicInteger();
    private final AtomicInteger withoutHint = new AtomicInteger();
    private final RedisStore store;
    private final HintedReads reads;

    HintedReader(RedisUrl url) {
        store = RedisStore.connect(url, TIMEOUT, this);
        reads = store.statuses().openHintedReads(hints);
    }

    RedisStore store() {
        return store;
    }

    HintedReads reads() {
        return reads;
    }

    RecordedHints hints() {
        return hints;
    }

    /** Returns for each server, named {@code host:port}, whether it gives hints. */
    Map<String, Boolean> live() {
        return Map.copyOf(live);
    }

    int hinted() {
        return hinted.get();
    }

    int withoutHint() {
        return withoutHint.get();
    }

    boolean isHinted(JobId id) {
        return reads.findStatuses(List.of(id)).hinted().contains(id);
    }

    /** Reads the job until its next change is hinted. */
    void arm(JobId id) {
        Await.until("an armed hint", () -> isHinted(id));
    }

    @Override
    public void batchCompleted(int count, long nanos) {}

    @Override
    public void failed(RedisFailure why) {}

    @Override
    public void hintsLive(String server, boolean isLive) {
        live.put(server, isLive);
    }

    @Override
    public void hintsEnded(String server) {
        live.remove(server);
    }

    @Override
    public void hinted(int count) {
        hinted.addAndGet(count);
    }

    @Override
    public void readWithoutHint(int keys) {
        withoutHint.addAndGet(keys);
    }

    @Override
    public void close() {
        reads.close();
        store.close();
    }
}
