package io.contentjobs.redis.cluster;

import io.contentjobs.domain.StoreUnavailableException;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Reads from a Cluster through one {@link ReadPipeline} for each master, so that a slow master delays no reads of the
 * others. A redirection is followed through the pipeline of the node that it names.
 *
 * <p>A read ends when its time-out is over, however many nodes it has asked. A reply or a failure that says that the slot
 * table may be stale has it refreshed. The pipeline of a node that is a master no more is retired: the reads that it has
 * are answered or redirected.
 */
public final class ClusterReads implements Reads {
    private static final int MAX_REDIRECTIONS = 5;

    private final KnownNodes nodes;
    private final RedisErrors errors;
    private final Duration timeout;
    private final int capacity;
    private final Fanout fanout;
    private final Map<String, ReadPipeline> pipelines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param nodes closed with this
     * @param timeout the longest that a read takes
     * @param capacity how many reads may wait for each master
     */
    public ClusterReads(KnownNodes nodes, RedisErrors errors, Duration timeout, int capacity) {
        this.nodes = nodes;
        this.errors = errors;
        this.timeout = timeout;
        this.capacity = capacity;
        this.fanout = new Fanout(timeout);
        nodes.slots().afterRefresh(latest -> retireAllBut(latest.masters().masters()));
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        long deadline = System.nanoTime() + timeout.toNanos();
        ReadPipeline pipeline = pipelineOf(subject);
        Object first = outcomeOf(pipeline, subject, command, false, deadline);
        Object told = told(followed(first, pipeline, subject, command, deadline), subject, deadline);
        if (told instanceof StoreUnavailableException failure) {
            throw failure;
        }
        return told;
    }

    /** Returns the outcome itself if it is an answer, else that of the last node to which it leads. */
    private @Nullable Object followed(
            @Nullable Object first, ReadPipeline asked, String key, CommandArguments command, long deadline) {
        Object outcome = first;
        ReadPipeline pipeline = asked;
        for (int i = 0; i < MAX_REDIRECTIONS && !isAnswer(outcome); i++) {
            ReadPipeline next = nextAfter(outcome, pipeline, key, deadline);
            if (next == null) {
                break;
            }
            outcome = outcomeOf(next, key, command, outcome instanceof JedisAskDataException, deadline);
            pipeline = next;
        }
        return outcome;
    }

    /** Asks all masters at once, then at once all nodes to which they redirect. */
    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        long deadline = System.nanoTime() + timeout.toNanos();
        @Nullable Object[] outcomes = new Object[keys.size()];
        Map<ReadPipeline, List<Integer>> next = new HashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            next.computeIfAbsent(pipelineOf(keys.get(i)), first -> new ArrayList<>())
                    .add(i);
        }
        for (int i = 0; i <= MAX_REDIRECTIONS && !next.isEmpty(); i++) {
            next = askAll(next, keys, command, deadline, outcomes);
        }
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = told(outcomes[i], keys.get(i), deadline);
        }
        return Arrays.asList(outcomes);
    }

    /**
     * Stores the outcomes at the keys' indexes; returns which of them are to be asked for again, and where. The reads that
     * an ASK redirects are made one after the other: only the keys of a slot that moves now are among them.
     */
    private Map<ReadPipeline, List<Integer>> askAll(
            Map<ReadPipeline, List<Integer>> asked,
            List<String> keys,
            Function<String, CommandArguments> command,
            long deadline,
            @Nullable Object[] outcomes) {
        Map<ReadPipeline, List<@Nullable Object>> replies = fanout.ask(
                asked.keySet(),
                pipeline -> pipeline.readAll(
                        asked.getOrDefault(pipeline, List.of()).stream()
                                .map(keys::get)
                                .toList(),
                        command,
                        deadline),
                deadline + timeout.toNanos() / 4);
        Map<ReadPipeline, List<Integer>> next = new HashMap<>();
        asked.forEach((pipeline, indexes) -> {
            Iterator<@Nullable Object> reply =
                    replies.getOrDefault(pipeline, List.of()).iterator();
            for (int i : indexes) {
                String key = keys.get(i);
                outcomes[i] = reply.hasNext() ? reply.next() : unanswered(key);
                if (outcomes[i] instanceof JedisAskDataException) {
                    outcomes[i] = followed(outcomes[i], pipeline, key, command.apply(key), deadline);
                } else if (!isAnswer(outcomes[i])) {
                    ReadPipeline other = nextAfter(outcomes[i], pipeline, key, deadline);
                    if (other != null) {
                        next.computeIfAbsent(other, first -> new ArrayList<>()).add(i);
                    }
                }
            }
        });
        return next;
    }

    /** Returns why a node has not answered: the caller's interruption is no outage. */
    private StoreUnavailableException unanswered(String key) {
        return Thread.currentThread().isInterrupted()
                ? RedisErrors.unanswered(key, "interrupted", null)
                : errors.timedOut(key);
    }

    /** Asks all masters; one that answers is enough: the Cluster replaces one that does not. */
    @Override
    public boolean answers(RedisErrors errors) {
        Set<String> masters = nodes.slots().table().masters();
        Set<String> asked = masters.isEmpty() ? nodes.pools().keySet() : masters;
        return fanout.ask(asked, node -> pipelineTo(node).answers(errors)).containsValue(true);
    }

    @Override
    public int waiting() {
        return pipelines.values().stream().mapToInt(Reads::waiting).sum();
    }

    private static boolean isAnswer(@Nullable Object outcome) {
        return !(outcome instanceof StoreUnavailableException
                || (outcome instanceof JedisDataException
                        && !(outcome instanceof ReplyTooLargeException)
                        && !Reads.isOfAnotherType(outcome)));
    }

    /**
     * Returns which node is to be asked next: the one that a redirection names, or the key's master by now. Returns null if
     * there is no other, or the read's time is over.
     */
    private @Nullable ReadPipeline nextAfter(@Nullable Object outcome, ReadPipeline asked, String key, long deadline) {
        if (!(outcome instanceof JedisAskDataException)) {
            nodes.slots().requestRefresh();
        }
        if (closed || deadline - System.nanoTime() <= 0) {
            return null;
        }
        if (outcome instanceof JedisRedirectionException redirection) {
            return pipelineTo(nodes.target(redirection, HostAndPort.from(asked.name())));
        }
        ReadPipeline current = pipelineOf(key);
        return current == asked ? null : current;
    }

    /** Returns the last outcome, or the failure that the caller gets in place of a redirection. */
    private @Nullable Object told(@Nullable Object outcome, String key, long deadline) {
        if (!(outcome instanceof JedisRedirectionException redirection)) {
            return outcome;
        }
        return deadline - System.nanoTime() <= 0
                ? errors.timedOut(key)
                : errors.unavailable(key, "The nodes of the Cluster redirect to one another", redirection);
    }

    private static @Nullable Object outcomeOf(
            ReadPipeline pipeline, String key, CommandArguments command, boolean asking, long deadline) {
        try {
            return pipeline.read(key, command, asking, deadline);
        } catch (StoreUnavailableException failure) {
            return failure;
        }
    }

    /** Returns the pipeline to the master that has the key; to any node where none is known. */
    private ReadPipeline pipelineOf(String key) {
        String master = nodes.slots().table().masterOf(key);
        return pipelineTo(master == null ? anyNode(key) : master);
    }

    private String anyNode(String key) {
        return nodes.pools().keySet().stream()
                .findFirst()
                .orElseThrow(() -> errors.unavailable(key, "no node of the Cluster is known", null));
    }

    private ReadPipeline pipelineTo(String node) {
        ReadPipeline known = pipelines.get(node);
        return known == null ? open(node) : known;
    }

    private ReadPipeline open(String node) {
        ReadPipeline opened = pipelines.computeIfAbsent(
                node, name -> new ReadPipeline(name, () -> nodes.pool(name), errors, timeout, capacity));
        if (closed) {
            opened.close();
        }
        return opened;
    }

    private void retireAllBut(Set<String> masters) {
        pipelines.forEach((node, pipeline) -> {
            if (!masters.contains(node) && pipelines.remove(node, pipeline)) {
                pipeline.retire();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        pipelines.values().forEach(ReadPipeline::close);
        fanout.close();
        nodes.close();
    }
}
