package io.contentjobs.redis;

import io.contentjobs.redis.connect.FailureKind;
import io.contentjobs.redis.connect.RedisEvents;

/** Passes the events of the adapter to the application's listener. */
record ListenerEvents(RedisListener listener) implements RedisEvents {
    @Override
    public void batchCompleted(int reads, long nanos) {
        listener.batchCompleted(reads, nanos);
    }

    @Override
    public void failed(FailureKind kind) {
        listener.failed(
                switch (kind) {
                    case TIMED_OUT -> RedisFailure.TIMED_OUT;
                    case OVERLOADED -> RedisFailure.OVERLOADED;
                    case UNREACHABLE -> RedisFailure.UNREACHABLE;
                    case REFUSED -> RedisFailure.REFUSED;
                });
    }

    @Override
    public void hintsLive(String server, boolean live) {
        listener.hintsLive(server, live);
    }

    @Override
    public void hintsEnded(String server) {
        listener.hintsEnded(server);
    }

    @Override
    public void hinted(int hints) {
        listener.hinted(hints);
    }

    @Override
    public void readWithoutHint(int keys) {
        listener.readWithoutHint(keys);
    }
}
