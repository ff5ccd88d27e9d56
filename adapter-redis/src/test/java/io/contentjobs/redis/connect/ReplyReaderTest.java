package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;
import redis.clients.jedis.util.RedisInputStream;

final class ReplyReaderTest {
    private static final int LIMIT = 200;

    @Test
    void replies_are_read_as_jedis_reads_them() {
        RedisInputStream in = in(
                "$3", "abc", "$0", "", "$-1", ":7", "+OK", "*-1", "*0", "*3", "$1", "a", "$-1", ":1", "*1", "*2", ":1",
                "$1", "b");

        assertThat(read(in)).isEqualTo(bytes("abc"));
        assertThat(read(in)).isEqualTo(bytes(""));
        assertThat(read(in)).isNull();
        assertThat(read(in)).isEqualTo(7L);
        assertThat(read(in)).isEqualTo(bytes("OK"));
        assertThat(read(in)).isNull();
        assertThat(read(in)).isEqualTo(List.of());
        List<?> mixed = list(in);
        assertThat(mixed.get(0)).isEqualTo(bytes("a"));
        assertThat(mixed.get(1)).isNull();
        assertThat(mixed.get(2)).isEqualTo(1L);
        assertThat(list(in).get(0)).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    }

    @Test
    void resp_3_map_is_read_as_pairs() {
        List<?> reply = list(in("%1\r\n$1\r\na\r\n$1\r\nb\r\n"));

        KeyValue<?, ?> pair = (KeyValue<?, ?>) reply.get(0);
        assertThat(pair.getKey()).isEqualTo(bytes("a"));
        assertThat(pair.getValue()).isEqualTo(bytes("b"));
    }

    @Test
    void error_is_thrown_and_an_error_in_an_array_is_an_element() {
        RedisInputStream in = in("-WRONGTYPE x", "*2", "-ERR y", ":1", ":1");

        assertThatThrownBy(() -> read(in))
                .isInstanceOf(JedisDataException.class)
                .hasMessage("WRONGTYPE x");
        assertThat(list(in).get(0)).isInstanceOf(JedisDataException.class);
        assertThat(read(in)).isEqualTo(1L);
    }

    @Test
    void large_reply_is_skipped_and_the_next_reply_is_read() {
        String many = "*1000\r\n" + "$1\r\na\r\n".repeat(1000);
        String large = "*3\r\n$1\r\na\r\n$9000\r\n" + "x".repeat(9000) + "\r\n$1\r\nb\r\n";
        String map = "%500\r\n" + "$1\r\na\r\n".repeat(1000);
        String string = "$100000\r\n" + "x".repeat(100_000) + "\r\n";
        RedisInputStream in = in(many + ":1\r\n" + large + ":2\r\n" + map + ":3\r\n" + string + ":4\r\n");

        for (long next = 1; next <= 4; next++) {
            assertThatThrownBy(() -> read(in)).isInstanceOf(ReplyTooLargeException.class);
            assertThat(read(in)).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$10\r\nabc", "$2000000000\r\nabc", "*2000000000\r\n$1\r\na\r\n"})
    void incomplete_reply_is_a_broken_connection_and_its_announced_length_allocates_no_memory(String start) {
        assertThatThrownBy(() -> read(in(start))).isInstanceOf(JedisConnectionException.class);
    }

    @Test
    void limit_is_exact() {
        int fits = LIMIT - ReplyReader.ELEMENT;
        assertThat(read(in("$" + fits + "\r\n" + "x".repeat(fits) + "\r\n"))).isInstanceOf(byte[].class);
        assertThatThrownBy(() -> read(in("$" + (fits + 1) + "\r\n" + "x".repeat(fits + 1) + "\r\n")))
                .isInstanceOf(ReplyTooLargeException.class);
    }

    private static List<?> list(RedisInputStream in) {
        return Objects.requireNonNull((List<?>) read(in));
    }

    @SuppressWarnings("deprecation") // its replacement wants a consumer of pushes, of which there are none here
    private static @Nullable Object read(RedisInputStream in) {
        return new ReplyReader(in, () -> Protocol.read(in), LIMIT).read();
    }

    private static RedisInputStream in(String... lines) {
        return new RedisInputStream(new ByteArrayInputStream(bytes(String.join("\r\n", lines) + "\r\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
