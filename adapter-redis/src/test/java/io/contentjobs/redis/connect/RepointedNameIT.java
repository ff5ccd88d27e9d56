package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.RawFixture;
import io.contentjobs.redis.testing.Signals;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A name that leads to another address by now: each new connection asks for it, once Java has forgotten the former. */
final class RepointedNameIT {
    @Test
    void name_that_leads_to_another_server_is_followed(@TempDir Path directory) throws Exception {
        Path names = Files.writeString(directory.resolve("names"), "127.0.0.1 redis.test\n");
        Job job = Jobs.pending();
        try (RedisProcess former = RedisProcess.start();
                RedisProcess successor = RedisProcess.start();
                RedisClient raw = RedisClient.create("127.0.0.1", successor.port())) {
            new RawFixture(raw).put(job);
            raw.configSet("bind", "127.0.0.2");
            raw.configSet("port", Integer.toString(former.port()));
            Process reader = reader(names, "redis://redis.test:" + former.port(), job);
            try (BufferedReader said = reader.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo("reading");

                Files.writeString(names, "127.0.0.2 redis.test\n");
                Signals.send("KILL", former.pid());

                assertThat(said.readLine()).isEqualTo("found");
                assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                reader.destroyForcibly();
            }
        }
    }

    private static Process reader(Path names, String url, Job job) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + names,
                        "-Dsun.net.inetaddr.ttl=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NameReader.class.getName(),
                        url,
                        job.id().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
