package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.RealStore.writer;
import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RedisProxy;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** A server stops serving, and its address leads to a successor. */
final class RoleChangeIT {
    private RedisProxy address;
    private RedisProcess successor;

    @BeforeEach
    void start() throws IOException {
        address = RedisProxy.plain(0);
        successor = RedisProcess.start();
    }

    @AfterEach
    void stop() {
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
    void next_call_of_a_reader_and_of_a_writer_reaches_the_successor(String reply) throws IOException {
        try (ScriptedRedis former =
                        new ScriptedRedis((command, out) -> out.write(("-" + reply + "\r\n").getBytes(UTF_8)));
                RedisStore writing = connectTo(former.port());
                RedisStore reading = connectTo(former.port())) {
            Job job = Jobs.pending();
            assertUnavailable(() -> writer(writing).create(Jobs.pending())).hasMessageContaining(reply);
            assertUnavailable(() -> reading.reader().find(job.id())).hasMessageContaining(reply);

            address.leadTo(successor.port());
            writer(writing).create(job);

            assertThat(reading.reader().find(job.id())).contains(job);
        }
    }

    @ParameterizedTest(name = "borrowed: {0}")
    @ValueSource(booleans = {false, true})
    void error_of_a_writer_closes_the_connections_of_readers_too(boolean borrowed) throws Exception {
        try (ClosedPort noMaster = new ClosedPort();
                RealRedis former = new RealRedis()) {
            address.leadTo(former.port());
            try (RedisClient client = RedisClient.create("127.0.0.1", address.port());
                    RedisStore store =
                            borrowed ? RedisStore.over(client, RealRedis.TIMEOUT) : connectTo(former.port())) {
                Job job = Jobs.pending();
                assertThat(store.reader().find(job.id())).isEmpty();
                former.ask("REPLICAOF 127.0.0.1 " + noMaster.port());
                assertUnavailable(() -> writer(store).create(job)).hasMessageContaining("READONLY");

                address.leadTo(successor.port());
                writer(store).create(job);

                assertThat(store.reader().find(job.id())).contains(job);
            }
        }
    }

    private RedisStore connectTo(int port) {
        address.leadTo(port);
        return RedisStore.connect(RedisUrl.parse("redis://127.0.0.1:" + address.port()), RealRedis.TIMEOUT);
    }
}
