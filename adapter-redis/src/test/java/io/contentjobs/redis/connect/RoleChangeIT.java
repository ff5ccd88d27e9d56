package io.contentjobs.redis.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.process.FreePort;
import io.contentjobs.redis.testing.CuttingProxy;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** A server that does not serve any more, behind an address that leads to another by now. */
final class RoleChangeIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private CuttingProxy address;
    private RedisProcess successor;

    @BeforeEach
    void start() throws IOException {
        address = new CuttingProxy();
        successor = RedisProcess.start();
    }

    @AfterEach
    void stop() throws IOException {
        successor.close();
        address.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READONLY You can't write against a read only replica.",
                "MASTERDOWN Link with MASTER is down",
                "UNBLOCKED force unblock",
                "NOREPLICAS Not enough good replicas to write.",
                "CLUSTERDOWN The cluster is down",
                "LOADING Redis is loading the dataset in memory",
                "MISCONF Redis cannot persist",
                "OOM command not allowed",
                "BUSY Redis is busy running a script.",
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair"
            })
    void next_call_of_a_reader_and_a_writer_reaches_the_successor(String reply) throws IOException {
        try (ScriptedRedis former =
                        new ScriptedRedis((command, out) -> out.write(("-" + reply + "\r\n").getBytes(UTF_8)));
                RedisStore writing = connectTo(former.port());
                RedisStore reading = connectTo(former.port())) {
            Job job = Jobs.pending();
            assertUnavailable(reply, () -> write(writing, Jobs.pending()));
            assertUnavailable(reply, () -> reading.reader().find(job.id()));

            address.leadTo(successor.port());
            write(writing, job);

            assertThat(reading.reader().find(job.id())).contains(job);
        }
    }

    @Test
    void writer_s_error_gives_up_the_connections_of_readers_too() throws IOException {
        try (RedisProcess former = RedisProcess.start();
                RedisClient raw = RedisClient.create("127.0.0.1", former.port());
                RedisStore store = connectTo(former.port())) {
            Job job = Jobs.pending();
            assertThat(store.reader().find(job.id())).isEmpty();
            demote(raw);
            assertUnavailable("READONLY", () -> write(store, job));

            address.leadTo(successor.port());
            write(store, job);

            assertThat(store.reader().find(job.id())).contains(job);
        }
    }

    @Test
    void client_that_is_borrowed_connects_anew_too() throws IOException {
        try (RedisProcess former = RedisProcess.start();
                RedisClient raw = RedisClient.create("127.0.0.1", former.port());
                RedisClient yours = borrowed(former.port());
                RedisStore store = RedisStore.over(yours, TIMEOUT)) {
            demote(raw);
            Job job = Jobs.pending();
            assertUnavailable("READONLY", () -> write(store, job));

            address.leadTo(successor.port());
            write(store, job);

            assertThat(store.reader().find(job.id())).contains(job);
        }
    }

    private RedisClient borrowed(int port) {
        address.leadTo(port);
        return RedisClient.create("127.0.0.1", address.port());
    }

    private RedisStore connectTo(int port) {
        address.leadTo(port);
        return RedisStore.connect(RedisUrl.parse("redis://127.0.0.1:" + address.port()), TIMEOUT);
    }

    private static void demote(RedisClient master) throws IOException {
        master.executeCommand(
                new CommandArguments(Command.REPLICAOF).add("127.0.0.1").add(FreePort.find()));
    }

    private static void write(RedisStore store, Job job) {
        store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL).create(job);
    }

    private static void assertUnavailable(String reply, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(reply);
    }
}
