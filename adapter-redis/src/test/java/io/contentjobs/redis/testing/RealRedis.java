package io.contentjobs.redis.testing;

import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** One server. */
public final class RealRedis extends RealStore {
    private final String[] arguments;
    private @Nullable RedisProcess process;
    private @Nullable RedisClient raw;

    public RealRedis(String... arguments) {
        this.arguments = arguments;
    }

    public synchronized RedisProcess process() {
        if (process == null) {
            process = opened(() -> RedisProcess.start(arguments), RedisProcess::close);
        }
        return process;
    }

    public int port() {
        return process().port();
    }

    @Override
    public RedisUrl url() {
        return process().url();
    }

    @Override
    public synchronized RedisClient raw() {
        if (raw == null) {
            int port = port();
            raw = opened(() -> RedisClient.create("127.0.0.1", port), RedisClient::close);
        }
        return raw;
    }

    /** Sends a command, its words separated by spaces, and returns Jedis's reply. */
    public @Nullable Object ask(String command) {
        String[] words = command.split(" ", -1);
        CommandArguments arguments = new CommandArguments(Command.valueOf(words[0].toUpperCase(Locale.ROOT)));
        for (int i = 1; i < words.length; i++) {
            arguments.add(words[i]);
        }
        return raw().executeCommand(arguments);
    }

    /**
     * Opens another store on the server, which closes with this.
     *
     * @param credentials what stands before the host in the URL, e.g. {@code ":password@"}
     * @param database what stands behind the port, e.g. {@code "/3"}
     */
    public RedisStore connect(String credentials, String database) {
        RedisUrl url = RedisUrl.parse("redis://" + credentials + "127.0.0.1:" + port() + database);
        return opened(() -> RedisStore.connect(url, TIMEOUT), RedisStore::close);
    }

    @Override
    String scheme() {
        return "redis";
    }
}
