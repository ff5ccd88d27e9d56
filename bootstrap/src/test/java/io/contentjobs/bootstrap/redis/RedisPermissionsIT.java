package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.RecordedHints;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** The documented users of Redis have the permissions that they need, and no other. */
final class RedisPermissionsIT {
    /** The commands of a connection without a user. No rule takes them away. */
    private static final Set<String> OF_EVERY_CONNECTION = Set.of("auth", "hello", "quit", "reset");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private RedisProcess redis;
    private RedisClient raw;

    @BeforeEach
    void start() throws Exception {
        redis = deployment.redis();
        raw = deployment.raw().commands();
        RedisUsers.make(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {RedisUsers.READER, RedisUsers.WRITER})
    void user_may_run_the_documented_commands_and_no_other(String user) {
        Set<String> allowed = new TreeSet<>(OF_EVERY_CONNECTION);
        RedisUsers.line(user).stream()
                .filter(word -> word.startsWith("+"))
                .map(word -> word.substring(1))
                .forEach(allowed::add);

        List<String> all = commands();
        assertThat(all).hasSizeGreaterThan(300).containsAll(allowed);
        assertThat(all).filteredOn(command -> mayRun(user, command)).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {RedisUsers.READER, RedisUsers.WRITER})
    void user_may_touch_no_other_key(String user) {
        try (RedisClient client = clientOf(user)) {
            for (String key : List.of("jobs:a", "job", "xjob:a", "content:a", "content:images:a", "session:a")) {
                assertDenied(client, "HGETALL", key);
                assertDenied(client, "GETRANGE", key, "0", "-1");
            }
        }
    }

    @Test
    void reader_may_change_nothing() throws Exception {
        Job job = Jobs.processing();
        String key = "job:" + job.id();
        deployment.raw().put(job);
        byte[] before = raw.dump(key);
        String commands = """
                DEL $; UNLINK $; HSET $ status COMPLETED; HDEL $ status; SET $ x; SET $:error x;
                GETDEL $:error; GETEX $ EX 1; EXPIRE $ 1; PERSIST $; RENAME $ $2; COPY $ $2;
                EVAL redis.call('DEL',KEYS[1]) 1 $; EVAL_RO return 0; FLUSHALL; SWAPDB 0 1; CONFIG SET maxmemory 1;
                ACL SETUSER jobs-reader +@all; REPLICAOF 127.0.0.1 1; SHUTDOWN; KEYS *; MULTI""";
        try (RedisClient client = clientOf(RedisUsers.READER)) {
            for (String command : commands.replace("$", key).split(";\\s+", -1)) {
                assertDenied(client, command.split(" ", -1));
            }
        }
        assertThat(raw.dump(key)).isEqualTo(before);
        assertThat(raw.dbSize()).isEqualTo(1);
        assertThat(raw.pttl(key)).isEqualTo(-1);
    }

    @Test
    void script_of_the_writer_may_touch_no_other_key() {
        try (RedisClient client = clientOf(RedisUsers.WRITER)) {
            assertThatThrownBy(() -> send(client, "EVAL", "return redis.call('HSET', 'other', 'a', 'b')", "1", "job:a"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("can't access");
            assertThatThrownBy(() -> send(client, "EVAL", "return redis.call('FLUSHALL')", "1", "job:a"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("can't run");
        }
        assertThat(raw.dbSize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {RedisUsers.READER, RedisUsers.WRITER})
    void user_needs_each_documented_permission(String user) throws Exception {
        List<String> line = RedisUsers.line(user);
        exercise(user);
        assertThat(Denials.in(raw)).isEmpty();

        for (String permission :
                line.stream().filter(word -> "+%".indexOf(word.charAt(0)) >= 0).toList()) {
            List<String> less = new ArrayList<>(line);
            less.remove(permission);
            RedisUsers.send(raw, less);
            exercise(user);
            assertThat(Denials.in(raw))
                    .as("without %s", permission)
                    .anyMatch(denied -> permission.startsWith("+")
                            ? permission.equals("+" + denied)
                            : denied.startsWith(
                                    permission.substring(permission.indexOf('~') + 1, permission.length() - 1)));
            Denials.forget(raw);
        }
    }

    @Test
    void reader_that_records_gets_an_error_that_names_the_permission() {
        try (RedisStore store = storeOf(RedisUsers.READER);
                LogCapture log = LogCapture.begin()) {
            var worker = new JobProgressRecorder(store.reader(), store.writer(Duration.ofHours(1), Duration.ofDays(7)));

            assertThatThrownBy(() -> worker.submit(Jobs.draft(), Jobs.TYPE))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("NOPERM this user has no permissions to run the 'evalsha' command");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("Redis refuses access, check user, password and permissions: NOPERM");
        }
        assertThat(raw.dbSize()).isZero();
    }

    /** Does everything that the user needs to do; a refused step does not end the others. */
    private void exercise(String user) throws Exception {
        raw.flushAll();
        raw.scriptFlush();
        Job hash = Jobs.processing();
        JobId string = Jobs.id();
        JobId failed = Jobs.id();
        RawRedis fixture = deployment.raw();
        fixture.put(hash);
        fixture.put(Jobs.processing(failed));
        fixture.putImageUrls(Jobs.draftOf(hash), Jobs.imageUrls());
        raw.set("job:" + string, "{\"status\":\"PENDING\"}");
        awaitHintsOrRefusal(user);
        try (RedisStore store = storeOf(user)) {
            attempt(store::answers);
            attempt(() -> store.reader().find(hash.id()));
            attempt(() -> store.reader().find(string));
            attempt(() -> store.reader().findImageUrls(Jobs.draftOf(hash)));
            attempt(() -> store.reader().findError(hash.id()));
            attempt(() -> store.statuses().findStatuses(List.of(hash.id(), string)));
            if (user.equals(RedisUsers.WRITER)) {
                var writer = store.writer(Duration.ofHours(1), Duration.ofDays(7));
                attempt(() -> writer.create(Jobs.pending()));
                attempt(() -> writer.create(Jobs.pending()));
                attempt(() -> writer.storeImageUrls(Jobs.draftOf(hash), Jobs.imageUrls()));
                attempt(() -> writer.advance(hash.id(), JobStatus.COMPLETED));
                attempt(() -> writer.advance(string, JobStatus.PROCESSING));
                attempt(() -> writer.storeError(failed, "no GPU"));
            }
        }
    }

    private void awaitHintsOrRefusal(String user) {
        if (!user.equals(RedisUsers.READER)) {
            return;
        }
        LiveHints live = new LiveHints();
        try (RedisStore store = RedisStore.connect(
                        RedisUrl.parse(RedisUsers.url(user, redis.port())), Duration.ofSeconds(5), live);
                HintedReads reads = store.statuses().openHintedReads(new RecordedHints())) {
            reads.findStatuses(List.of());
            Await.until(
                    "hints, or their refusal",
                    () -> live.isLive || Denials.in(raw).contains("client|tracking"));
        }
    }

    /** Learns whether the server gives hints. */
    private static final class LiveHints implements RedisListener {
        private volatile boolean isLive;

        @Override
        public void batchCompleted(int reads, long nanos) {}

        @Override
        public void failed(RedisFailure why) {}

        @Override
        public void hintsLive(String server, boolean live) {
            isLive |= live;
        }
    }

    @SuppressWarnings("EmptyCatch") // Redis lists what it refused
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (StoreUnavailableException refused) {
        }
    }

    private RedisStore storeOf(String user) {
        return RedisStore.connect(RedisUrl.parse(RedisUsers.url(user, redis.port())), Duration.ofSeconds(5));
    }

    private RedisClient clientOf(String user) {
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", redis.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .user(user)
                        .password(RedisUsers.password(user))
                        .build())
                .build();
    }

    /** Returns all commands, those with subcommands as {@code command|subcommand}. */
    private List<String> commands() {
        List<String> names = ((List<?>) send(raw, "COMMAND", "LIST"))
                .stream().map(RedisPermissionsIT::text).toList();
        Set<String> containers = new TreeSet<>();
        names.stream()
                .filter(name -> name.contains("|"))
                .forEach(name -> containers.add(name.substring(0, name.indexOf('|'))));
        return names.stream().filter(name -> !containers.contains(name)).toList();
    }

    /** Asks Redis, with the minimum of arguments, each of which is a key that the user may touch. */
    private boolean mayRun(String user, String command) {
        List<?> info = (List<?>) ((List<?>) send(raw, "COMMAND", "INFO", command)).get(0);
        long words = Math.abs((Long) info.get(1));
        List<String> dryRun = new ArrayList<>(List.of("ACL", "DRYRUN", user));
        dryRun.addAll(List.of(command.split("\\|", -1)));
        dryRun.addAll(Collections.nCopies((int) words - command.split("\\|", -1).length, "job:1"));
        String reply = text(RedisUsers.send(raw, dryRun));
        if (reply.startsWith("This user has no permissions to run the")) {
            return false;
        }
        assertThat(reply.toLowerCase(Locale.ROOT)).as(command).isEqualTo("ok");
        return true;
    }

    private static void assertDenied(RedisClient client, String... command) {
        assertThatThrownBy(() -> send(client, command))
                .as(String.join(" ", command))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("NOPERM");
    }

    private static Object send(RedisClient client, String... command) {
        return client.executeCommand(new CommandArguments(() -> command[0].getBytes(StandardCharsets.UTF_8))
                .addObjects(Stream.of(command).skip(1).toList()));
    }

    private static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(reply);
    }
}
