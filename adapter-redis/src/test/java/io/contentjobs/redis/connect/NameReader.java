package io.contentjobs.redis.connect;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program that reads a job until it is there. Arguments: Redis's URL, and the job. */
final class NameReader {
    private NameReader() {}

    public static void main(String[] args) {
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(5))) {
            System.out.println("reading");
            while (!isThere(store, new JobId(args[1]))) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            System.out.println("found");
        }
    }

    private static boolean isThere(RedisStore store, JobId id) {
        try {
            return store.reader().find(id).isPresent();
        } catch (StoreUnavailableException away) {
            return false;
        }
    }
}
