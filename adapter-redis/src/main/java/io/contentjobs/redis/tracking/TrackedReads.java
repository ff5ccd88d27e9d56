package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.NotServing;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Reads many keys over tracked connections. Where the key's server has no such connection, or gives no answer there, the key
 * is read untracked. For one thread at a time, except for {@link #close}.
 */
public final class TrackedReads implements Reads {
    private final TrackedServers servers;
    private final Reads untracked;
    private final RedisErrors errors;
    private final Duration timeout;
    private final Runnable onClose;

    /** The connection over which each key was first read since {@link #begin}; empty if that read was not tracked. */
    private final Map<String, Optional<TrackedConnection>> firstReads = new HashMap<>();

    TrackedReads(TrackedServers servers, Reads untracked, RedisErrors errors, Duration timeout, Runnable onClose) {
        this.servers = servers;
        this.untracked = untracked;
        this.errors = errors;
        this.timeout = timeout;
        this.onClose = onClose;
    }

    /** Begins a round of reads: {@link #isTracked} concerns the reads after it. */
    public void begin() {
        firstReads.clear();
    }

    /** Tells whether the listener learns of each change of the key since its first read in this round. */
    public boolean isTracked(String key) {
        return firstReads
                .getOrDefault(key, Optional.empty())
                .filter(TrackedConnection::isOpen)
                .isPresent();
    }

    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        @Nullable Object[] outcomes = new Object[keys.size()];
        List<Integer> rest = new ArrayList<>();
        Map<TrackedConnection, List<Integer>> byConnection = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            TrackedConnection connection = servers.connectionFor(keys.get(i));
            (connection == null ? rest : byConnection.computeIfAbsent(connection, first -> new ArrayList<>())).add(i);
        }
        ask(byConnection, keys, command, outcomes, rest);
        askUntracked(rest, keys, command, outcomes);
        return Arrays.asList(outcomes);
    }

    /** Asks all servers at once. Adds the indexes of keys without an answer to {@code rest}. */
    private void ask(
            Map<TrackedConnection, List<Integer>> asked,
            List<String> keys,
            Function<String, CommandArguments> command,
            @Nullable Object[] outcomes,
            List<Integer> rest) {
        long start = System.nanoTime();
        Map<TrackedConnection, Batch> batches = new LinkedHashMap<>();
        asked.forEach((connection, indexes) -> batches.put(
                connection,
                connection.send(indexes.stream().map(keys::get).map(command).toList())));
        batches.forEach((connection, batch) -> {
            List<Integer> indexes = asked.getOrDefault(connection, List.of());
            List<@Nullable Object> replies = batch.await(start + timeout.toNanos());
            if (replies == null) {
                connection.close();
                rest.addAll(indexes);
                return;
            }
            errors.events().batchCompleted(indexes.size(), System.nanoTime() - start);
            for (int i = 0; i < replies.size(); i++) {
                int index = indexes.get(i);
                outcomes[index] = replies.get(i);
                if (isAnswer(outcomes[index], connection)) {
                    firstReads.putIfAbsent(keys.get(index), Optional.of(connection));
                } else {
                    rest.add(index);
                }
            }
        });
    }

    /** Tells whether the reply is one of the key. Another server has the key, or this one does not serve, otherwise. */
    private boolean isAnswer(@Nullable Object reply, TrackedConnection connection) {
        if (!(reply instanceof JedisDataException error)
                || reply instanceof ReplyTooLargeException
                || Reads.isOfAnotherType(reply)) {
            return true;
        }
        if (NotServing.isSaidBy(error)) {
            connection.close();
        }
        if (error instanceof JedisRedirectionException || NotServing.isSaidBy(error)) {
            servers.requestRefresh();
        }
        return false;
    }

    private void askUntracked(
            List<Integer> rest,
            List<String> keys,
            Function<String, CommandArguments> command,
            @Nullable Object[] outcomes) {
        if (rest.isEmpty()) {
            return;
        }
        List<String> restKeys = rest.stream().map(keys::get).toList();
        restKeys.forEach(key -> firstReads.putIfAbsent(key, Optional.empty()));
        List<@Nullable Object> replies = untracked.executeAll(restKeys, command);
        for (int i = 0; i < replies.size(); i++) {
            outcomes[rest.get(i)] = replies.get(i);
        }
        errors.events().readWithoutHint(restKeys.size());
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        return untracked.execute(subject, command);
    }

    /** Ends the connections; later reads are not tracked. */
    @Override
    public void close() {
        onClose.run();
    }
}
