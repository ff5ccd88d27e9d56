package io.contentjobs.redis;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.ProvidedClient;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.RedisHosts;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.record.RecordDecoder;
import io.contentjobs.redis.record.RecordReader;
import io.contentjobs.redis.record.RedisJobReader;
import io.contentjobs.redis.record.RedisJobStatusReader;
import io.contentjobs.redis.record.RedisJobWriter;
import io.contentjobs.redis.record.UnreadableRecords;
import io.contentjobs.redis.tracking.Tracking;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Stores jobs in Redis. It provides a {@link JobReader}, a {@link JobStatusReader} and {@link JobWriter}s. The package's
 * description has the layout of the {@linkplain io.contentjobs.redis keys}.
 *
 * <p>The store, its readers and its writers are thread-safe. {@link #close()} ends all of them.
 */
public final class RedisStore implements AutoCloseable {
    /** The time-out of a store, if no other is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

    /** How long a job and its error live after their last change, if no other time is given. */
    public static final Duration DEFAULT_JOB_TTL = Duration.ofHours(1);

    /** How long a draft's images live after they were stored, if no other time is given. */
    public static final Duration DEFAULT_IMAGE_TTL = Duration.ofDays(7);

    /** The longest time-out of a socket, 24 days. It stands for each longer time-out, also for an endless one. */
    private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final ClientSource clients;
    private final Reads reads;
    private final @Nullable Tracking tracking;
    private final RedisErrors errors;
    private final RecordReader records;
    private final RecordDecoder decoder;
    private final JobReader reader;
    private final JobStatusReader statuses;

    private RedisStore(ClientSource clients, Reads reads, @Nullable Tracking tracking, RedisErrors errors) {
        UnreadableRecords unreadable = new UnreadableRecords();
        this.clients = clients;
        this.reads = reads;
        this.tracking = tracking;
        this.errors = errors;
        this.records = new RecordReader(reads, errors, unreadable);
        this.decoder = new RecordDecoder(unreadable);
        this.reader = new RedisJobReader(records, decoder, unreadable);
        this.statuses = new RedisJobStatusReader(reads, tracking, errors);
    }

    /** Returns the store at {@code url}, with {@link #DEFAULT_TIMEOUT}, as {@link #connect(RedisUrl, Duration)} does. */
    public static RedisStore connect(RedisUrl url) {
        return connect(url, DEFAULT_TIMEOUT);
    }

    /**
     * Returns the store at {@code url}, with connections of its own. Redis may be away: the first request finds out, and
     * each later request finds out whether it is back.
     *
     * @param timeout the longest that a read takes: the wait for a connection, the reply and all redirections of a Cluster
     *     together. Until the store is connected, a read also waits for that, as long again at most. The {@linkplain
     *     #statuses statuses} of many jobs may take longer by the time that opening a connection takes. In a write it is
     *     the longest that each of waiting for a free connection, connecting and a reply takes
     * @throws IllegalArgumentException if {@code timeout} is not positive
     * @throws IllegalStateException if the Jedis at run time is older than 7.4
     */
    public static RedisStore connect(RedisUrl url, Duration timeout) {
        return connect(url, timeout, RedisListener.NONE);
    }

    /**
     * Returns the store at {@code url}, as {@link #connect(RedisUrl, Duration)} does.
     *
     * @param listener receives the store's events
     */
    public static RedisStore connect(RedisUrl url, Duration timeout, RedisListener listener) {
        JedisVersion.requireSupported();
        Duration bounded = bounded(timeout);
        RedisErrors errors =
                new RedisErrors(new ListenerEvents(listener), RedisHosts.of(url.hosts(), url.tls(), bounded));
        ClientSource clients = Clients.of(url, errors, bounded);
        Reads reads = new BatchedReads(clients, errors, bounded);
        Tracking tracking =
                new Tracking(new StoreServers(url, clients), Clients.config(url, bounded), reads, errors, bounded);
        return new RedisStore(clients, reads, tracking, errors);
    }

    /**
     * Returns the store that {@code client} reaches, on the client's connections. Writes have the client's time-outs and
     * retries: a client that repeats a command whose reply was lost may find its own change, and report it as {@linkplain
     * io.contentjobs.domain.Verdict.Outcome#REPEATED repeated}.
     *
     * @param client belongs to the caller, who closes it after this store
     * @param timeout the longest that a read takes, as with {@link #connect(RedisUrl, Duration)}; with a client that is
     *     no {@code RedisClient}, {@code RedisSentinelClient} or {@code RedisClusterClient}, its own time-outs count
     * @throws IllegalArgumentException if {@code timeout} is not positive
     * @throws IllegalStateException if the Jedis at run time is older than 7.4
     */
    public static RedisStore over(UnifiedJedis client, Duration timeout) {
        JedisVersion.requireSupported();
        Duration bounded = bounded(timeout);
        RedisErrors errors = new RedisErrors();
        ClientSource clients = new ProvidedClient(client, false);
        return new RedisStore(clients, new BatchedReads(clients, errors, bounded), null, errors);
    }

    /** Returns the reader. It reads all forms of records that other services write. */
    public JobReader reader() {
        return reader;
    }

    /**
     * Returns the reader of the statuses of many jobs. With a store on connections of its own, its {@linkplain
     * JobStatusReader#openHintedReads hinted reads} open one connection more to the server, or to each master of a Cluster.
     * With a borrowed client they give no hints.
     */
    public JobStatusReader statuses() {
        return statuses;
    }

    /** Returns a writer whose records live for {@link #DEFAULT_JOB_TTL} and {@link #DEFAULT_IMAGE_TTL}. */
    public JobWriter writer() {
        return writer(DEFAULT_JOB_TTL, DEFAULT_IMAGE_TTL);
    }

    /**
     * Returns a writer.
     *
     * @param jobTtl how long a job and its error live after their last change
     * @param imageTtl how long a draft's images live after they were stored
     * @throws IllegalArgumentException if one of them is under a millisecond or over 100 years
     */
    public JobWriter writer(Duration jobTtl, Duration imageTtl) {
        return new RedisJobWriter(clients, records, decoder, errors, jobTtl, imageTtl);
    }

    /** Returns how many reads wait to be sent, or for the reply. */
    public int waitingReads() {
        return reads.waiting();
    }

    /**
     * Tells whether Redis answers now (PING; in a Cluster, any master); false on any fault, which is counted and logged.
     * The first answer after an outage is logged too, with the length of the outage.
     */
    public boolean answers() {
        boolean answered = reads.answers(errors);
        errors.pinged(answered);
        return answered;
    }

    /** Stops counting and logging failures: for an application that stops, and may stop its Redis too. */
    public void ignoreFaults() {
        errors.close();
    }

    /**
     * Ends the store's threads and closes the connections that {@link #connect} opened. A borrowed client stays open. Reads
     * and writes that are under way or come later fail.
     */
    @Override
    public void close() {
        ignoreFaults();
        if (tracking != null) {
            tracking.close();
        }
        reads.close();
        clients.close();
    }

    private static Duration bounded(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A time-out must be positive, not " + timeout);
        }
        return timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT;
    }
}
