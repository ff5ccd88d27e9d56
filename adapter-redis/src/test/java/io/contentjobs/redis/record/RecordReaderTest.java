package io.contentjobs.redis.record;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static io.contentjobs.redis.testing.StoreFailures.assertUnreadable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.testing.LoggedLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;

/** Redis's replies are given in advance, in their order. */
final class RecordReaderTest implements Reads {
    private static final byte[] EMPTY = {};
    private static final byte[] JSON = "{\"status\":\"PENDING\"}".getBytes(UTF_8);
    private static final List<byte[]> HASH = List.of("status".getBytes(UTF_8), "PENDING".getBytes(UTF_8));
    private static final List<byte[]> PROGRESS = List.of("progress".getBytes(UTF_8), "50".getBytes(UTF_8));

    private static final RecordReader.Kind<String, StoredRecord> KIND =
            new RecordReader.Kind<>("job:"::concat, List.of("status"), (id, record) -> record);

    private final List<@Nullable Object> replies = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> batches = new ArrayList<>();
    private final RecordReader reader = new RecordReader(this, new RedisErrors(), new UnreadableRecords());

    static Stream<Arguments> records() {
        return Stream.of(
                arguments("hash", HashRecord.class, "HGETALL", replies(HASH)),
                arguments("nothing", null, "HGETALL", replies(List.of())),
                arguments("string", JsonRecord.class, "HGETALL GETRANGE", replies(wrongType(), JSON)),
                arguments(
                        "string that expires",
                        null,
                        "HGETALL GETRANGE HGETALL",
                        replies(wrongType(), EMPTY, List.of())),
                arguments(
                        "string that becomes a hash",
                        HashRecord.class,
                        "HGETALL GETRANGE HGETALL",
                        replies(wrongType(), wrongType(), HASH)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("records")
    void record_takes_so_many_commands(
            String name, @Nullable Class<?> kind, String expectedCommands, List<@Nullable Object> given) {
        StoredRecord record = find(given);

        assertThat(record == null ? null : record.getClass()).as(name).isEqualTo(kind);
        assertThat(String.join(" ", commands)).isEqualTo(expectedCommands);

        commands.clear();
        Optional<StoredRecord> inBatch = findInBatch(given).orThrow();

        assertThat(inBatch.map(Object::getClass)).as(name + " in a batch").isEqualTo(Optional.ofNullable(kind));
        assertThat(String.join(" ", commands)).isEqualTo(expectedCommands);
    }

    static Stream<Arguments> unreadable() {
        byte[] large = new byte[BoundedConnection.MAX_RECORD + 1];
        return Stream.of(
                arguments("empty string", "", replies(wrongType(), EMPTY, wrongType(), EMPTY)),
                arguments("large hash", "larger than 1 MiB", replies(new ReplyTooLargeException())),
                arguments("large string", "larger than 1 MiB", replies(wrongType(), large)),
                arguments("another type", "", replies(wrongType(), wrongType(), wrongType(), wrongType())),
                arguments("no JSON object", "", replies(wrongType(), "PENDING".getBytes(UTF_8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void record_is_unreadable(String name, String reason, List<@Nullable Object> given) {
        assertUnreadable(() -> find(given))
                .as(name)
                .hasMessageStartingWith("job:a: " + reason)
                .hasMessageNotContaining("PENDING");
        assertUnreadable(() -> findInBatch(given).orThrow())
                .as(name + " in a batch")
                .hasMessageStartingWith("job:a: " + reason);
    }

    @Test
    void hash_without_the_fields_is_missing_and_logged_once() {
        try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
            assertThat(find(replies(PROGRESS))).isNull();
            assertThat(find(replies(PROGRESS))).isNull();

            assertThat(log.lines())
                    .containsExactly("WARN The record at job:a is unreadable: a hash without status counts as missing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script.",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "CLUSTERDOWN Hash slot not served",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "READONLY You can't write against a read only replica.",
                "NOAUTH Authentication required.",
                "NOPERM this user has no permissions to run the 'hgetall' command",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "MISCONF Errors writing to the AOF file: No space left on device",
                "MOVED 3999 127.0.0.1:6381",
                "ERR unknown command 'HGETALL'",
                "ERR max number of clients reached",
                "-",
                "VERYNEW what nobody knows yet: not WRONGTYPE"
            })
    void other_error_is_not_a_missing_record(String text) {
        JedisDataException error = new JedisDataException(text);

        assertUnavailable(() -> find(replies(error)));
        assertUnavailable(() -> find(replies(wrongType(), error)));
        assertUnavailable(() -> findString(error));
        assertUnavailable(() -> findInBatch(replies(error)).orThrow());
        assertUnavailable(() -> findInBatch(replies(wrongType(), error)).orThrow());
    }

    static Stream<List<@Nullable Object>> repliesOfAnotherKind() {
        return Stream.of(replies((Object) null), replies(1L), replies(JSON), replies(wrongType(), HASH));
    }

    @ParameterizedTest
    @MethodSource("repliesOfAnotherKind")
    void reply_of_another_type_is_not_a_missing_record(List<@Nullable Object> given) {
        assertUnavailable(() -> find(given));
        assertUnavailable(() -> findInBatch(given).orThrow());
    }

    @Test
    void each_form_of_several_records_takes_one_batch_and_a_failure_concerns_its_record() {
        StoreUnavailableException late = new StoreUnavailableException("job:e", "late", null);
        replies.addAll(replies(HASH, wrongType(), List.of(), wrongType(), late, JSON, wrongType(), wrongType()));
        replies.addAll(replies(wrongType()));

        Map<String, ReadResult<Optional<StoredRecord>>> found =
                reader.findAll(List.of("a", "b", "c", "d", "e", "a"), KIND);

        assertThat(batches).containsExactly("HGETALL 5", "GETRANGE 2", "HGETALL 1", "GETRANGE 1");
        assertThat(found).hasSize(5);
        assertThat(result("a", found).orThrow()).containsInstanceOf(HashRecord.class);
        assertThat(result("b", found).orThrow()).containsInstanceOf(JsonRecord.class);
        assertThat(result("c", found).orThrow()).isEmpty();
        assertUnreadable(() -> result("d", found).orThrow());
        assertThat(result("e", found).failure()).isSameAs(late);
    }

    @Test
    void strings_are_read_in_batches_of_limited_size() {
        List<String> ids = IntStream.range(0, 70).mapToObj(Integer::toString).toList();
        ids.forEach(id -> replies.add(wrongType()));
        ids.forEach(id -> replies.add(JSON));

        assertThat(reader.findAll(ids, KIND)).hasSize(70);
        assertThat(batches).containsExactly("HGETALL 70", "GETRANGE 32", "GETRANGE 32", "GETRANGE 6");
    }

    @Test
    void several_strings_take_one_batch_and_a_failure_concerns_its_string() {
        replies.addAll(replies(JSON, wrongType(), EMPTY, new JedisDataException("LOADING")));

        List<ReadResult<byte[]>> found = reader.findStrings(List.of("a", "b", "c", "d"), 100);

        assertThat(batches).containsExactly("GETRANGE 4");
        assertThat(found.get(0).orThrow()).isEqualTo(JSON);
        assertUnreadable(() -> found.get(1).orThrow());
        assertThat(found.get(2).orThrow()).isEmpty();
        assertUnavailable(() -> found.get(3).orThrow());
    }

    @Test
    void reply_of_another_type_is_not_a_missing_string() {
        assertUnavailable(() -> findString(1L));
        assertUnavailable(() -> findString(null));
        assertUnreadable(() -> findString(wrongType()));
        assertThat(findString(EMPTY)).isEmpty();
        assertThat(findString(JSON)).isEqualTo(JSON);
    }

    private @Nullable StoredRecord find(List<@Nullable Object> given) {
        replies.addAll(given);
        return reader.find("job:a", List.of("status"));
    }

    private ReadResult<Optional<StoredRecord>> findInBatch(List<@Nullable Object> given) {
        replies.clear();
        replies.addAll(given);
        return result("a", reader.findAll(List.of("a"), KIND));
    }

    private static <V> ReadResult<V> result(String id, Map<String, ReadResult<V>> results) {
        return Objects.requireNonNull(results.get(id));
    }

    private byte[] findString(@Nullable Object reply) {
        replies.add(reply);
        return reader.findString("job:a:error", 100);
    }

    private static JedisDataException wrongType() {
        return new JedisDataException("WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    private static List<@Nullable Object> replies(@Nullable Object... replies) {
        return Arrays.asList(replies);
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        assertThat(replies).as("replies left").isNotEmpty();
        commands.add(command.getCommand().toString());
        return replies.remove(0);
    }

    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        batches.add(command.apply("key").getCommand() + " " + keys.size());
        return Reads.super.executeAll(keys, command);
    }

    @Override
    public void close() {}
}
