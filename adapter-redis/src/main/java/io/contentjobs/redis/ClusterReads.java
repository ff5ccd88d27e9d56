package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Reads from a cluster through one {@link ReadLane} a master, so that a slow one holds up nobody else's reads.
 *
 * <p>Which master has which slot is looked up in a table that one thread makes anew in the background whenever a reply
 * or a failure says that it may be stale. Until a slot is in the table, and where a reply redirects, the read goes
 * alone through the cluster client, which follows redirections.
 */
final class ClusterReads implements Reads {
    /** Between two looks at the slots: a fail-over takes seconds, and the nodes have other work meanwhile. */
    private static final long PAUSE_NANOS = 200_000_000;

    private final RedisClusterClient client;
    private final Reads alone;
    private final Faults faults;
    private final Duration timeout;
    private final int capacity;
    private final ThreadPoolExecutor mapmaker;
    private final Map<String, ReadLane> lanes = new HashMap<>();
    private boolean closed;
    private volatile SlotTable<ReadLane> table = SlotTable.empty();

    ClusterReads(RedisClusterClient client, Reads alone, Faults faults, Duration timeout, int capacity) {
        this.client = client;
        this.alone = alone;
        this.faults = faults;
        this.timeout = timeout;
        this.capacity = capacity;
        // One look at a time, and at most one more to come: further wishes would learn nothing new.
        this.mapmaker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> ReadLane.daemon(task, "redis-slots"),
                new ThreadPoolExecutor.DiscardPolicy());
        lookAgain();
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        ReadLane lane = table.ownerOf(subject);
        if (lane == null) {
            lookAgain();
            return alone.execute(subject, command);
        }
        try {
            Object reply = lane.execute(subject, command);
            if (!(reply instanceof JedisDataException error) || RecordReader.isOfAnotherType(error)) {
                return reply;
            }
            if (!(error instanceof JedisRedirectionException)) {
                lookAgain();
                return error;
            }
        } catch (StoreUnavailableException failure) {
            lookAgain();
            throw failure;
        }
        lookAgain();
        return alone.execute(subject, command);
    }

    /** Tells whether there is a table of the slots yet. */
    boolean isMapped() {
        return !table.isEmpty();
    }

    /** A master at a time; what it redirects goes alone. */
    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        Map<Reads, List<Integer>> byLane = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            ReadLane lane = table.ownerOf(keys.get(i));
            byLane.computeIfAbsent(lane == null ? alone : lane, reads -> new ArrayList<>())
                    .add(i);
        }
        @Nullable Object[] outcomes = new Object[keys.size()];
        byLane.forEach((lane, places) -> {
            List<@Nullable Object> replies =
                    lane.executeAll(places.stream().map(keys::get).toList(), command);
            for (int i = 0; i < places.size(); i++) {
                outcomes[places.get(i)] = followed(replies.get(i), keys.get(places.get(i)), command);
            }
        });
        return Arrays.asList(outcomes);
    }

    private @Nullable Object followed(
            @Nullable Object outcome, String key, Function<String, CommandArguments> command) {
        if (outcome instanceof StoreUnavailableException || outcome instanceof JedisRedirectionException) {
            lookAgain();
        }
        return outcome instanceof JedisRedirectionException
                ? alone.executeAll(List.of(key), command).get(0)
                : outcome;
    }

    @Override
    public void close() {
        mapmaker.shutdownNow();
        synchronized (lanes) {
            closed = true;
            lanes.values().forEach(ReadLane::close);
        }
        alone.close();
    }

    private void lookAgain() {
        if (!mapmaker.isShutdown()) {
            mapmaker.execute(this::look);
        }
    }

    private void look() {
        try {
            client.refreshClusterTopology();
            client.getClusterNodes().values().stream()
                    .map(this::tableOf)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(this::use);
        } catch (RuntimeException nobodyAnswers) {
            faults.outage("slots", "no node tells the slots: " + nobodyAnswers.getMessage(), nobodyAnswers);
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    private void use(SlotTable<ReadLane> latest) {
        table = latest;
        synchronized (lanes) {
            lanes.values().removeIf(lane -> {
                boolean gone = !latest.hasOwner(lane);
                if (gone) {
                    lane.close();
                }
                return gone;
            });
        }
    }

    private Optional<SlotTable<ReadLane>> tableOf(ConnectionPool node) {
        try (Connection connection = node.getResource()) {
            return Optional.of(SlotTable.read(connection, this::laneOf));
        } catch (RuntimeException away) {
            return Optional.empty();
        }
    }

    private ReadLane laneOf(String node) {
        synchronized (lanes) {
            if (closed) {
                throw new JedisConnectionException("closed");
            }
            return lanes.computeIfAbsent(
                    node, name -> new ReadLane(name, () -> poolOf(name), faults, timeout, capacity));
        }
    }

    private ConnectionPool poolOf(String node) {
        ConnectionPool pool = client.getClusterNodes().get(node);
        if (pool == null) {
            throw new JedisConnectionException(node + " has left the cluster");
        }
        return pool;
    }
}
