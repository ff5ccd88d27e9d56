package io.contentjobs.redis.cluster;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.ReadPipeline;
import io.contentjobs.redis.pipeline.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Reads from a cluster through one {@link ReadPipeline} a master, so that a slow one holds up nobody else's reads.
 *
 * <p>Which master has which slot is looked up in a table that one thread makes anew in the background whenever a reply
 * or a failure says that it may be stale. Until a slot is in the table, and where a reply redirects, the read goes
 * alone through the cluster client, which follows redirections.
 */
public final class ClusterReads implements Reads {
    /** Between two looks at the slots: a fail-over takes seconds, and the nodes have other work meanwhile. */
    private static final long PAUSE_NANOS = 200_000_000;

    private final KnownNodes nodes;
    private final Reads alone;
    private final RedisErrors errors;
    private final Duration timeout;
    private final int capacity;
    private final ThreadPoolExecutor mapmaker;
    private final Fanout fanout;
    private final Map<String, ReadPipeline> lanes = new HashMap<>();
    private boolean closed;
    private volatile SlotTable<ReadPipeline> table = SlotTable.empty();

    public ClusterReads(KnownNodes nodes, Reads alone, RedisErrors errors, Duration timeout, int capacity) {
        this.nodes = nodes;
        this.alone = alone;
        this.errors = errors;
        this.timeout = timeout;
        this.capacity = capacity;
        this.fanout = new Fanout(timeout);
        // One look at a time, and at most one more to come: further wishes would learn nothing new.
        this.mapmaker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> DaemonThreads.unstarted(task, "redis-slots"),
                new ThreadPoolExecutor.DiscardPolicy());
        lookAgain();
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        long start = System.nanoTime();
        ReadPipeline lane = table.ownerOf(subject);
        Object outcome = lane == null ? Missing.OWNER : outcomeOf(lane, subject, command);
        Object answer = isAnswer(outcome) ? outcome : followed(outcome, lane, subject, key -> command, start);
        if (answer instanceof StoreUnavailableException failure) {
            throw failure;
        }
        return answer;
    }

    /** Tells whether there is a table of the slots yet. */
    boolean isMapped() {
        return !table.isEmpty();
    }

    /** All masters at once; what they redirect goes alone, for as long as a read may take. */
    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        long start = System.nanoTime();
        Map<ReadPipeline, List<Integer>> places = new HashMap<>();
        @Nullable Object[] outcomes = new Object[keys.size()];
        @Nullable ReadPipeline[] owners = new ReadPipeline[keys.size()];
        Arrays.fill(outcomes, Missing.OWNER);
        for (int i = 0; i < outcomes.length; i++) {
            ReadPipeline lane = table.ownerOf(keys.get(i));
            owners[i] = lane;
            if (lane != null) {
                outcomes[i] = Missing.ANSWER;
                places.computeIfAbsent(lane, first -> new ArrayList<>()).add(i);
            }
        }
        fanout.ask(
                        places.keySet(),
                        lane -> lane.executeAll(in(places, lane).map(keys::get).toList(), command))
                .forEach((lane, replies) -> {
                    Iterator<@Nullable Object> reply = replies.iterator();
                    in(places, lane).forEach(place -> outcomes[place] = reply.next());
                });
        for (int i = 0; i < outcomes.length; i++) {
            if (!isAnswer(outcomes[i])) {
                outcomes[i] = followed(outcomes[i], owners[i], keys.get(i), command, start);
            }
        }
        return Arrays.asList(outcomes);
    }

    private static Stream<Integer> in(Map<ReadPipeline, List<Integer>> places, ReadPipeline lane) {
        return places.getOrDefault(lane, List.of()).stream();
    }

    /** Tells whether any master answers: one that does not is the others' to replace. */
    @Override
    public boolean answers(RedisErrors errors) {
        SlotTable<ReadPipeline> known = table;
        if (!known.isEmpty()) {
            return fanout.ask(known.owners(), lane -> lane.answers(errors)).containsValue(true);
        }
        boolean found = ClusterView.best(fanout, nodes.pools().values()).isPresent();
        if (!found) {
            errors.unavailable("PING", "no node of the Cluster tells the slots", null);
        }
        return found;
    }

    @Override
    public int waiting() {
        return table.owners().stream().mapToInt(Reads::waiting).sum();
    }

    private static boolean isAnswer(@Nullable Object outcome) {
        return !(outcome instanceof StoreUnavailableException
                || outcome instanceof Missing
                || (outcome instanceof JedisDataException
                        && !(outcome instanceof ReplyTooLargeException)
                        && !Reads.isOfAnotherType(outcome)));
    }

    /**
     * Returns, in place of what is no answer, why there is none or, where that is another node's business, what the
     * cluster client is told by that one. Each says that the table may be stale.
     */
    private @Nullable Object followed(
            @Nullable Object outcome,
            @Nullable ReadPipeline lane,
            String key,
            Function<String, CommandArguments> command,
            long start) {
        lookAgain();
        boolean elsewhere = lane == null || outcome instanceof JedisRedirectionException || isOfFormerMaster(lane);
        if (elsewhere && System.nanoTime() - start < timeout.toNanos()) {
            return outcomeOf(alone, key, command.apply(key));
        }
        boolean untold = outcome instanceof JedisRedirectionException || outcome instanceof Missing;
        return untold ? errors.timedOut(key) : outcome;
    }

    /**
     * Tells whether the lane's node has left the table since the lane was chosen. A master that is replaced may be missing
     * from {@code CLUSTER SLOTS} until it is known as a replica: its connections are closed, and Redis was not asked.
     */
    private boolean isOfFormerMaster(ReadPipeline lane) {
        synchronized (lanes) {
            return !closed && (!lanes.containsValue(lane) || !nodes.pools().containsKey(lane.name()));
        }
    }

    private static @Nullable Object outcomeOf(Reads reads, String key, CommandArguments command) {
        try {
            return reads.execute(key, command);
        } catch (StoreUnavailableException failure) {
            return failure;
        }
    }

    @Override
    public void close() {
        mapmaker.shutdownNow();
        synchronized (lanes) {
            closed = true;
            lanes.values().forEach(ReadPipeline::close);
        }
        fanout.close();
        alone.close();
    }

    private void lookAgain() {
        if (!mapmaker.isShutdown()) {
            mapmaker.execute(this::look);
        }
    }

    private void look() {
        try {
            SlotTable<String> masters = nodes.refresh(fanout);
            if (!masters.isEmpty()) {
                use(masters.map(this::laneOf));
            }
        } catch (RuntimeException nobodyAnswers) {
            errors.notFound("slots", nobodyAnswers);
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    private void use(SlotTable<ReadPipeline> latest) {
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

    private ReadPipeline laneOf(String node) {
        synchronized (lanes) {
            if (closed) {
                throw new JedisConnectionException("closed");
            }
            return lanes.computeIfAbsent(
                    node, name -> new ReadPipeline(name, () -> poolOf(name), errors, timeout, capacity));
        }
    }

    private ConnectionPool poolOf(String node) {
        ConnectionPool pool = nodes.pools().get(node);
        if (pool == null || pool.isClosed()) {
            throw new StoreUnavailableException("reads", node + " has left the Cluster", null);
        }
        return pool;
    }

    /** What there is in place of a reply where no master of the slot is known, or it did not reply in time. */
    private enum Missing {
        OWNER,
        ANSWER
    }
}
