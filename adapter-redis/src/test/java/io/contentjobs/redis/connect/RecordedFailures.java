package io.contentjobs.redis.connect;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the failures of which {@link RedisEvents} are told. */
final class RecordedFailures implements RedisEvents {
    private final List<FailureKind> kinds = new CopyOnWriteArrayList<>();

    /** Returns the failures until now, in their order. */
    public List<FailureKind> kinds() {
        return List.copyOf(kinds);
    }

    @Override
    public void batchCompleted(int count, long duration) {}

    @Override
    public void failed(FailureKind why) {
        kinds.add(why);
    }
}
