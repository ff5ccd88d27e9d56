package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** The Redis of a demo requires a password, and allows only the commands of a demo. */
final class DemoRedisIT {
    private static RedisProcess redis;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.startForDemo();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        stranger | NOAUTH | PING; GET job:x; HSET job:x status PENDING; CONFIG GET *; INFO; SHUTDOWN; KEYS *
        person   | NOPERM | CONFIG GET *; CONFIG SET dir /tmp; EVAL return(1) 0; EVALSHA x 0; SCRIPT FLUSH; \
        FUNCTION LIST; REPLICAOF 127.0.0.1 1; SLAVEOF 127.0.0.1 1; SAVE; BGSAVE; BGREWRITEAOF; DEBUG SLEEP 0; \
        MODULE LIST; MIGRATE 127.0.0.1 1 job:x 0 1; ACL LIST; INFO; KEYS *; FLUSHALL; MONITOR; SHUTDOWN; CLIENT LIST; \
        SUBSCRIBE x; HSET other:x status PENDING; GET other
        service  | NOPERM | CONFIG GET *; REPLICAOF 127.0.0.1 1; SAVE; DEBUG SLEEP 0; MODULE LIST; ACL LIST; \
        SHUTDOWN; GET other
        """)
    void command_is_refused(String user, String error, String commands) throws IOException {
        for (String command : commands.split("; ", -1)) {
            try (Jedis client = client(user)) {
                assertThatThrownBy(() -> send(client, command))
                        .as(command)
                        .isInstanceOf(JedisDataException.class)
                        .hasMessageMatching("(" + error + "|ERR DEBUG command not allowed).*");
            }
        }
    }

    @Test
    void person_with_the_password_reads_and_writes_jobs() throws IOException {
        try (Jedis person = person()) {
            assertThat(person.hset("job:person", Map.of("status", "PENDING"))).isEqualTo(1);
            assertThat(person.expire("job:person", 60)).isEqualTo(1);
            assertThat(person.hgetAll("job:person")).containsEntry("status", "PENDING");
            assertThat(person.set("job:person:error", "x")).isEqualTo("OK");
            assertThat(person.del("job:person", "job:person:error")).isEqualTo(2);
        }
    }

    /** NOPERM for any command would raise StoreUnavailableException. */
    @Test
    void service_records_and_reads_jobs() {
        try (RedisStore store = RedisStore.connect(redis.url(), Duration.ofSeconds(5))) {
            var jobs = new JobStatusLookup(store.reader());
            var worker = new JobProgressRecorder(store.reader(), RealStore.writer(store));
            JobId completed = worker.submit(Jobs.draft(), Jobs.TYPE);
            JobId failed = worker.submit(Jobs.draft(), Jobs.TYPE);
            ImageUrls urls = Jobs.imageUrls();

            assertThat(store.answers()).isTrue();
            assertThat(worker.start(completed)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));
            assertThat(worker.complete(completed, urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
            assertThat(worker.fail(failed, "why")).isEqualTo(Verdict.applied(JobStatus.FAILED));
            assertThat(jobs.getJobStatus(completed)).isEqualTo(new JobReport.Completed(urls));
            assertThat(jobs.getJobStatus(failed)).isEqualTo(new JobReport.Failed("why"));
            assertThat(store.statuses().findStatuses(List.of(failed)))
                    .containsExactly(Map.entry(failed, Optional.of(JobStatus.FAILED)));
        }
    }

    /** The cache of the start is trained with such a server. */
    @Test
    void service_with_the_password_for_people_reads_jobs() throws IOException {
        JobId failed = Jobs.id();
        JobId string = Jobs.id();
        String password = Files.readString(redis.passwordFile().orElseThrow()).strip();
        RedisUrl url = RedisUrl.parse("redis://:" + password + "@127.0.0.1:" + redis.port());
        try (Jedis person = person();
                RedisStore store = RedisStore.connect(url, Duration.ofSeconds(5))) {
            person.hset("job:" + failed, "status", "FAILED");
            person.set("job:" + failed + ":error", "why");
            person.set("job:" + string, "{\"status\":\"PENDING\"}");
            var jobs = new JobStatusLookup(store.reader());

            assertThat(jobs.getJobStatus(failed)).isEqualTo(new JobReport.Failed("why"));
            assertThat(store.reader().find(string)).isPresent();
        }
    }

    @Test
    void service_changes_a_record_that_a_person_wrote_as_a_string() throws IOException {
        JobId id = Jobs.id();
        try (Jedis person = person();
                RedisStore store = RedisStore.connect(redis.url(), Duration.ofSeconds(5))) {
            person.set("job:" + id, "{\"status\":\"PENDING\",\"eventDraftId\":\"draft\"}");
            var worker = new JobProgressRecorder(store.reader(), RealStore.writer(store));

            assertThat(store.statuses().findStatuses(List.of(id)))
                    .containsExactly(Map.entry(id, Optional.of(JobStatus.PENDING)));
            assertThat(worker.start(id)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));
        }
    }

    @Test
    void other_users_can_read_no_password() throws IOException {
        Path file = redis.passwordFile().orElseThrow();
        String password = Files.readString(file).strip();
        String serverPassword = String.valueOf(redis.url().credentials().password());

        assertThat(password).matches("[0-9a-f]{64}").isNotEqualTo(serverPassword);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file.resolveSibling("redis.conf"))).doesNotContain(password, serverPassword);
        assertThat(redis.url().toString()).isEqualTo("redis://content-jobs:****@127.0.0.1:" + redis.port());
        assertThat(ProcessHandle.of(redis.pid())
                        .flatMap(process -> process.info().commandLine())
                        .orElseThrow())
                .contains("redis-server")
                .doesNotContain(password, serverPassword);
    }

    @Test
    void passwords_differ_from_one_redis_to_the_next() throws IOException {
        try (RedisProcess other = RedisProcess.startForDemo()) {
            assertThat(Files.readString(other.passwordFile().orElseThrow()))
                    .isNotEqualTo(Files.readString(redis.passwordFile().orElseThrow()));
        }
    }

    @Test
    void memory_is_bounded() throws IOException {
        assertThat(Files.readString(redis.passwordFile().orElseThrow().resolveSibling("redis.conf")))
                .contains("maxmemory 128mb\n", "maxmemory-policy volatile-ttl\n");
    }

    private static Jedis person() throws IOException {
        return client("person");
    }

    private static Jedis client(String user) throws IOException {
        RedisUrl.Credentials service = redis.url().credentials();
        String person = Files.readString(redis.passwordFile().orElseThrow()).strip();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder();
        switch (user) {
            case "person" -> config.user("default").password(person);
            case "service" -> config.user(service.user()).password(service.password());
            default -> config.user(null);
        }
        return new Jedis(new HostAndPort("127.0.0.1", redis.port()), config.build());
    }

    private static void send(Jedis client, String command) {
        String[] words = command.split(" ", -1);
        byte[][] arguments = new byte[words.length - 1][];
        for (int i = 1; i < words.length; i++) {
            arguments[i - 1] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        byte[] name = words[0].toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        client.sendCommand(() -> name, arguments);
    }
}
