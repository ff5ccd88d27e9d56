package io.contentjobs.redis.tracking;

/** Learns of changed keys, on the thread that reads from the server. Must neither block nor throw. */
public interface TrackingListener {
    /** The key may have changed since it was read. */
    void changed(String key);

    /** Each key may have changed since it was read, and Redis does not track those any more that were read until now. */
    void allChanged();
}
