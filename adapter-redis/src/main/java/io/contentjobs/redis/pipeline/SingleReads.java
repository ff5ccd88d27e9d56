package io.contentjobs.redis.pipeline;

import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Each read is a round trip of its own, on the caller's thread and a connection of the client's pool. */
public final class SingleReads implements Reads {
    private final ClientSource clients;
    private final RedisErrors errors;
    private final long timeoutNanos;

    /** @param timeout that of the client; an attempt that fails in less than half of it did not time out */
    public SingleReads(ClientSource clients, RedisErrors errors, Duration timeout) {
        this.clients = clients;
        this.errors = errors;
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        if (Thread.currentThread().isInterrupted()) {
            throw RedisErrors.unanswered(subject, "interrupted", null);
        }
        long start = System.nanoTime();
        try {
            return attempt(subject, command);
        } catch (JedisConnectionException dead) {
            if (System.nanoTime() - start > timeoutNanos / 2
                    || Thread.currentThread().isInterrupted()) {
                throw errors.fromException(subject, dead);
            }
            return secondAttempt(subject, command);
        } catch (RuntimeException failure) {
            throw errors.fromException(subject, failure);
        }
    }

    /** A pooled connection from before a restart of Redis fails at once. A second failure is an outage. */
    private @Nullable Object secondAttempt(String subject, CommandArguments command) {
        try {
            return attempt(subject, command);
        } catch (RuntimeException failure) {
            throw errors.fromException(subject, failure);
        }
    }

    private @Nullable Object attempt(String subject, CommandArguments command) {
        try {
            return clients.get(subject).executeCommand(command);
        } catch (JedisDataException reply) {
            clients.heed(subject, reply);
            return reply;
        }
    }

    /** Leaves the client to its owner. */
    @Override
    public void close() {}
}
