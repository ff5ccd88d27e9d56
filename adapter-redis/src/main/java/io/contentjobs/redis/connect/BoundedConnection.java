package io.contentjobs.redis.connect;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.util.RedisInputStream;

/** A connection on which no reply takes more memory than a record may: a larger one is a {@link ReplyTooLargeException}. */
public final class BoundedConnection extends Connection {
    /** The most bytes of a record: of a string, or of a hash as {@link ReplyReader} counts them. */
    public static final int MAX_RECORD = 1 << 20;

    /** The most bytes of a status field: thousands are read at once. */
    private static final int MAX_FIELD = 4096;

    /** Room for a string that is one byte longer than a record may be, by which its reader knows that it is. */
    private static final int MAX_REPLY = MAX_RECORD + ReplyReader.ELEMENT + 1;

    /** The most bytes of the next reply; 0 while the superclass logs in. */
    private int limit = MAX_REPLY;

    /** Connects and logs in. */
    BoundedConnection(JedisSocketFactory sockets, JedisClientConfig config) {
        super(sockets, config);
    }

    /** Returns the next reply, which is the one to {@code command}; bounded if the connection is. */
    public static @Nullable Object reply(Connection connection, CommandArguments command) {
        return connection instanceof BoundedConnection bounded && command.getCommand() == Command.HGET
                ? bounded.field()
                : connection.getOne();
    }

    /** Reads the next reply, which is the one to {@code command}, without a connection of Jedis. */
    public static @Nullable Object read(RedisInputStream in, CommandArguments command) {
        return read(in, limit(command));
    }

    /** Reads the next value. */
    public static @Nullable Object read(RedisInputStream in) {
        return read(in, MAX_REPLY);
    }

    @SuppressWarnings("deprecation") // its successor is not in Jedis 7
    private static @Nullable Object read(RedisInputStream in, int limit) {
        return new ReplyReader(in, () -> Protocol.read(in), limit).read();
    }

    private static int limit(CommandArguments command) {
        return command.getCommand() == Command.HGET ? MAX_FIELD : MAX_REPLY;
    }

    private @Nullable Object field() {
        limit = MAX_FIELD;
        try {
            return getOne();
        } finally {
            limit = MAX_REPLY;
        }
    }

    /** Reads that are not in a batch: of a Cluster after a redirection, or while its slots are not known. */
    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        limit = limit(command.getArguments());
        try {
            return super.executeCommand(command);
        } finally {
            limit = MAX_REPLY;
        }
    }

    @Override
    protected @Nullable Object protocolRead(RedisInputStream in, PushConsumerChain pushes) {
        return read(in, () -> super.protocolRead(in, pushes));
    }

    /** Jedis 7 calls this instead. */
    @SuppressWarnings({"deprecation", "ProtectedMembersInFinalClass"}) // the successor of read is not in Jedis 7
    protected @Nullable Object protocolRead(RedisInputStream in) {
        return read(in, () -> Protocol.read(in));
    }

    private @Nullable Object read(RedisInputStream in, Supplier<@Nullable Object> jedis) {
        return new ReplyReader(in, jedis, limit == 0 ? MAX_REPLY : limit).read();
    }
}
