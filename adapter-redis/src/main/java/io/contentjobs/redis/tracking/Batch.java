package io.contentjobs.redis.tracking;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/** Commands that are sent together. One thread reads their replies, in order; another one waits for all of them. */
final class Batch {
    private final List<CommandArguments> commands;
    private final @Nullable Object[] replies;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long sentAt = System.nanoTime();
    private int received;
    private volatile boolean complete;

    Batch(List<CommandArguments> commands) {
        this.commands = commands;
        this.replies = new Object[commands.size()];
    }

    List<CommandArguments> commands() {
        return commands;
    }

    long sentAt() {
        return sentAt;
    }

    /** Returns the command whose reply comes next. */
    CommandArguments next() {
        return commands.get(received);
    }

    /** Takes the next reply; returns whether it was the last one. */
    boolean receive(@Nullable Object reply) {
        replies[received++] = reply;
        complete = received == replies.length;
        if (complete) {
            ended.countDown();
        }
        return complete;
    }

    /** The connection has ended before the last reply. */
    void fail() {
        ended.countDown();
    }

    /** Waits for all replies; returns null if they did not come in time, or the thread is interrupted (and stays so). */
    @Nullable List<@Nullable Object> await(long deadline) {
        try {
            return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) && complete
                    ? Arrays.asList(replies)
                    : null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
