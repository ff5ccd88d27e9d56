package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.RealRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The number of round trips of a batch does not grow with the number of its records. */
final class RoundTripsIT implements RedisListener {
    private static final int RECORDS = 400;

    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final AtomicInteger roundTrips = new AtomicInteger();
    private final RedisStore store = RedisStore.connect(REDIS.url(), RealRedis.TIMEOUT, this);
    private final JobReader reader = store.reader();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void jobs_that_are_hashes_take_one_round_trip_and_those_that_are_strings_take_another() {
        List<JobId> ids = Stream.generate(Jobs::id).limit(RECORDS).toList();
        ids.forEach(id -> REDIS.raw().hset("job:" + id, "status", "PENDING"));

        assertThat(roundTripsOf(() -> reader.findAll(ids.subList(0, 1)))).isEqualTo(1);
        assertThat(roundTripsOf(() -> reader.findAll(ids))).isEqualTo(1);

        ids.subList(0, 30).forEach(id -> REDIS.raw().set("job:" + id, "{\"status\":\"PENDING\"}"));

        assertThat(roundTripsOf(() -> reader.findAll(ids.subList(0, 1)))).isEqualTo(2);
        assertThat(roundTripsOf(() -> reader.findAll(ids))).isEqualTo(2);
    }

    @Test
    void images_of_all_drafts_take_one_round_trip() {
        List<EventDraftId> drafts = Stream.generate(Jobs::draft).limit(RECORDS).toList();
        drafts.forEach(draft -> REDIS.raw()
                .hset(
                        "content:image:" + draft,
                        Map.of(
                                "simple", "https://c.example/s",
                                "fancy", "https://c.example/f",
                                "trendy", "https://c.example/t")));

        assertThat(roundTripsOf(() -> reader.findAllImageUrls(drafts))).isEqualTo(1);
    }

    @Test
    void errors_of_all_jobs_take_one_round_trip() {
        List<JobId> ids = Stream.generate(Jobs::id).limit(RECORDS).toList();
        ids.forEach(id -> REDIS.raw().set("job:" + id + ":error", "error"));

        assertThat(roundTripsOf(() -> reader.findAllErrors(ids))).isEqualTo(1);
    }

    private int roundTripsOf(Runnable reads) {
        int before = roundTrips.get();
        reads.run();
        return roundTrips.get() - before;
    }

    @Override
    public void batchCompleted(int reads, long nanos) {
        roundTrips.incrementAndGet();
    }

    @Override
    public void failed(RedisFailure why) {}
}
