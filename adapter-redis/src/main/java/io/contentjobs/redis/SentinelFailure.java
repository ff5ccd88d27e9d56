package io.contentjobs.redis;

import java.util.Collection;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.SentinelKeyword;
import redis.clients.jedis.exceptions.JedisException;

/** Finds out why no Sentinel names the master: Jedis logs each reason and throws none of them. */
final class SentinelFailure {
    private SentinelFailure() {}

    /**
     * Asks each Sentinel once more.
     *
     * @param failure what Jedis threw
     * @return the same, with what each Sentinel fails with as suppressed exceptions
     */
    static JedisException explained(
            JedisException failure, Collection<HostAndPort> sentinels, JedisClientConfig config, String master) {
        for (HostAndPort sentinel : sentinels) {
            try (Connection connection = new Connection(sentinel, config)) {
                connection.executeCommand(new CommandArguments(Command.SENTINEL)
                        .add(SentinelKeyword.GET_MASTER_ADDR_BY_NAME)
                        .add(master));
            } catch (JedisException reason) {
                failure.addSuppressed(reason);
            }
        }
        return failure;
    }
}
