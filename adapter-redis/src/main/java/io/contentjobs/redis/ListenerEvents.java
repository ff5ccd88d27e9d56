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
}
