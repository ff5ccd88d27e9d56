package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ChildJvm;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.Signals;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host name gets another address. Each new connection asks for the address, once Java has forgotten the former. */
final class RepointedNameIT {
    @Test
    void store_follows_a_name_that_leads_to_another_server(@TempDir Path directory) throws Exception {
        Path names = Files.writeString(directory.resolve("names"), "127.0.0.1 redis.test\n");
        Job job = Jobs.pending();
        try (RealRedis former = new RealRedis();
                RealRedis successor = new RealRedis()) {
            successor.fixture().put(job);
            successor.raw().configSet("bind", "127.0.0.2");
            successor.raw().configSet("port", Integer.toString(former.port()));
            Process reader = ChildJvm.of(ReaderOfName.class)
                    .option("-Djdk.net.hosts.file=" + names)
                    .option("-Dsun.net.inetaddr.ttl=1")
                    .start("redis://redis.test:" + former.port(), job.id().toString());
            try (BufferedReader said = reader.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo("reading");

                Files.writeString(names, "127.0.0.2 redis.test\n");
                Signals.send("KILL", former.process().pid());

                assertThat(said.readLine()).isEqualTo("found");
                assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                reader.destroyForcibly();
            }
        }
    }

    /** Reads a job until it exists. Arguments: Redis's URL, and the job. */
    static final class ReaderOfName {
        private ReaderOfName() {}

        public static void main(String[] args) throws InterruptedException {
            try (RedisStore store = RedisStore.connect(RedisUrl.parse(args[0]), Duration.ofSeconds(5))) {
                System.out.println("reading");
                JobId id = new JobId(args[1]);
                Await.until("the job", () -> store.reader().find(id).isPresent());
                System.out.println("found");
            }
        }
    }
}
