package io.contentjobs.redis.process;

import io.contentjobs.redis.RedisProcess;
import java.io.IOException;

/** A program that starts a Redis, prints its port, directory and process id, and then waits. */
final class RedisParent {
    private RedisParent() {}

    public static void main(String[] arguments) throws IOException {
        RedisProcess redis = RedisProcess.start();
        System.out.println(redis.port());
        System.out.println(RedisProcessIT.directoryOf(redis));
        System.out.println(redis.pid());
        System.out.flush();
        if (System.in.read() < 0) {
            redis.close();
        }
    }
}
