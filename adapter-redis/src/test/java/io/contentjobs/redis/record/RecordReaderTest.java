package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.testing.LoggedLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisDataException;

final class RecordReaderTest {
    private final JedisDataException wrongType =
            new JedisDataException("WRONGTYPE Operation against a key holding the wrong kind of value");
    private static final byte[] EMPTY = {};
    private static final byte[] JSON = "{\"status\":\"PENDING\"}".getBytes(StandardCharsets.UTF_8);
    private static final List<byte[]> HASH =
            List.of("status".getBytes(StandardCharsets.UTF_8), "PENDING".getBytes(StandardCharsets.UTF_8));

    @Test
    void hash_takes_one_command() {
        Replies replies = new Replies(HASH);

        assertThat(find(replies)).isInstanceOf(HashRecord.class);
        assertThat(replies.commands).containsExactly("HGETALL");
    }

    @Test
    void missing_record_takes_one_command() {
        Replies replies = new Replies(List.of());

        assertThat(find(replies)).isNull();
        assertThat(replies.commands).containsExactly("HGETALL");
    }

    @Test
    void string_takes_a_second_command() {
        Replies replies = new Replies(wrongType, JSON);

        assertThat(find(replies)).isInstanceOf(JsonRecord.class);
        assertThat(replies.commands).containsExactly("HGETALL", "GETRANGE");
    }

    @Test
    void string_that_expires_between_the_commands_is_missing() {
        assertThat(find(new Replies(wrongType, EMPTY, List.of()))).isNull();
    }

    @Test
    void empty_string_is_unreadable() {
        assertThatThrownBy(() -> find(new Replies(wrongType, EMPTY, wrongType, EMPTY)))
                .isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void hash_without_any_of_the_fields_is_missing_and_logged_once() {
        try (LoggedLines log = new LoggedLines(UnreadableRecords.class)) {
            List<byte[]> progress =
                    List.of("progress".getBytes(StandardCharsets.UTF_8), "50".getBytes(StandardCharsets.UTF_8));
            RecordReader reader = reader(new Replies(progress, progress));

            assertThat(reader.find("job:a", List.of("status"))).isNull();
            assertThat(reader.find("job:a", List.of("status"))).isNull();

            assertThat(log.lines())
                    .containsExactly("WARN The record at job:a is unreadable: a hash without status counts as missing");
        }
    }

    @Test
    void record_that_is_too_large_is_unreadable_and_not_an_outage() {
        assertThatThrownBy(() -> find(new Replies(new ReplyTooLargeException())))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessage("job:a: larger than 1 MiB");
        assertThatThrownBy(() -> find(new Replies(wrongType, new byte[BoundedConnection.MAX_RECORD + 1])))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessage("job:a: larger than 1 MiB");
    }

    @Test
    void string_that_becomes_a_hash_between_the_commands_is_read_as_one() {
        assertThat(find(new Replies(wrongType, wrongType, HASH))).isInstanceOf(HashRecord.class);
    }

    @Test
    void neither_hash_nor_string_is_unreadable() {
        assertThatThrownBy(() -> find(new Replies(wrongType, wrongType, wrongType, wrongType)))
                .isInstanceOf(RecordUnreadableException.class);
    }

    @Test
    void string_that_is_no_json_object_is_unreadable() {
        assertThatThrownBy(() -> find(new Replies(wrongType, "PENDING".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessageNotContaining("PENDING");
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
    void other_error_is_not_a_missing_record(String error) {
        assertThatThrownBy(() -> find(new Replies(new JedisDataException(error))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> find(new Replies(wrongType, new JedisDataException(error))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> findString(new Replies(new JedisDataException(error))))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void reply_of_another_type_is_not_a_missing_record() {
        assertThatThrownBy(() -> find(new Replies((Object) null))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> find(new Replies(1L))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> find(new Replies(JSON))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> find(new Replies(wrongType, HASH))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> findString(new Replies(1L))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> findString(new Replies((Object) null))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void string_is_read_as_it_is() {
        assertThat(findString(new Replies(JSON))).isEqualTo(JSON);
        assertThat(findString(new Replies(EMPTY))).isEmpty();
    }

    @Test
    void another_type_in_place_of_a_string_is_unreadable() {
        assertThatThrownBy(() -> findString(new Replies(wrongType))).isInstanceOf(RecordUnreadableException.class);
    }

    private static @Nullable StoredRecord find(Replies replies) {
        return reader(replies).find("job:a", List.of("status"));
    }

    private static byte[] findString(Replies replies) {
        return reader(replies).findString("job:a:error", 100);
    }

    private static RecordReader reader(Replies replies) {
        return new RecordReader(replies, new RedisErrors(), new UnreadableRecords());
    }

    /** Gives what a Redis would reply, in that order. */
    private static final class Replies implements Reads {
        final List<String> commands = new ArrayList<>();
        private final Deque<Optional<Object>> replies = new ArrayDeque<>();

        Replies(@Nullable Object... replies) {
            Arrays.stream(replies).map(Optional::ofNullable).forEach(this.replies::add);
        }

        @Override
        public @Nullable Object execute(String subject, CommandArguments command) {
            commands.add(command.getCommand().toString());
            return replies.remove().orElse(null);
        }

        @Override
        public void close() {}
    }
}
