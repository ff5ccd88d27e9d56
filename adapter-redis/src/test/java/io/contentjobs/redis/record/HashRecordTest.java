package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;

final class HashRecordTest {
    static Stream<HashRecord> replies() {
        return Stream.of(
                record("type", "IMAGE_GEN", "status", "PENDING"),
                record("type", "IMAGE_GEN", "\"status\"", "\"PENDING\""),
                new HashRecord(List.of(
                        new KeyValue<Object, Object>(bytes("type"), bytes("IMAGE_GEN")),
                        new KeyValue<Object, Object>(bytes("status"), bytes("PENDING")))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void fields_of_a_flat_reply_and_of_pairs_are_found(HashRecord record) {
        assertThat(record.text("status")).isEqualTo("PENDING");
        assertThat(record.text("type")).isEqualTo("IMAGE_GEN");
        assertThat(record.text("createdAt")).isNull();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void record_of_one_field_has_no_other(HashRecord record) {
        HashRecord status = record.only("status");

        assertThat(status.text("status")).isEqualTo("PENDING");
        assertThat(status.has("type")).isFalse();
        assertThat(record.only("createdAt").entries()).isEmpty();
    }

    static Stream<HashRecord> recordsWithoutStatus() {
        return Stream.of(
                record("type", "status", "note", "x"),
                record("statu", "a", "status2", "b", "STATUS", "c", "", "d"),
                flat(bytes("status"), new byte[] {'P', (byte) 0xC3, '('}),
                flat(bytes("status")),
                flat(bytes("status"), null),
                flat(bytes("status"), 1L),
                flat(bytes("status"), List.of(bytes("PENDING"))),
                flat(null, bytes("PENDING"), 2L, bytes("PENDING")),
                flat(new JedisDataException("ERR"), bytes("PENDING")),
                flat(new KeyValue<Object, Object>(bytes("status"), 1L)));
    }

    @ParameterizedTest
    @MethodSource("recordsWithoutStatus")
    void other_names_values_bytes_and_reply_types_are_no_status(HashRecord record) {
        assertThat(record.text("status")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        PENDING                                  | PENDING
        "PENDING"                                | PENDING
        "P\\u0045NDING"                          | PENDING
        ["a.b.JobStatus","PENDING"]              | PENDING
        [ "a.b.JobStatus" , "PENDING" ]          | PENDING
        ["java.lang.Long",1761526800123]         | 1761526800123
        ["java.math.BigDecimal",1761526800.5]    | 1761526800.5
        "PENDING                                 | "PENDING
        ["a.b.JobStatus","PENDING"               | ["a.b.JobStatus","PENDING"
        "PEND"ING"                               | "PEND"ING"
        'PENDING'                                | 'PENDING'
        {"a":1}                                  | {"a":1}
        """)
    void text_has_no_quotes_and_no_type(String stored, String text) {
        assertThat(record("status", stored).text("status")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [2025,10,27]
        ["only one"]
        ["a","b","c"]
        []
        ["a.b.Type",null]
        ["a.b.Type",{"name":"PENDING"}]
        ["a",["a",["a",["a",["a",["a","PENDING"]]]]]]
        ["java.math.BigDecimal",1.5e999999999]
        """)
    void json_that_is_no_text_is_absent(String stored) {
        assertThat(record("status", stored).text("status")).isNull();
    }

    @Test
    void stored_replacement_character_is_text() {
        assertThat(record("status", "\uFFFD").text("status")).isEqualTo("\uFFFD");
    }

    @Test
    void raw_bytes_are_the_stored_bytes() {
        assertThat(record("status", "\"PENDING\"").raw("status")).isEqualTo(bytes("\"PENDING\""));
    }

    @Test
    void quoted_name_counts_where_the_plain_name_is_absent() {
        HashRecord quoted = record("\"type\"", "\"IMAGE_GEN\"", "\"status\"", "\"PENDING\"");

        assertThat(quoted.text("status")).isEqualTo("PENDING");
        assertThat(quoted.raw("status")).isEqualTo(bytes("\"PENDING\""));
        assertThat(quoted.name("status")).isEqualTo(bytes("\"status\""));
        assertThat(quoted.has("status")).isTrue();
        assertThat(quoted.has("createdAt")).isFalse();
        assertThat(record("\"status\"", "FAILED", "status", "PENDING").text("status"))
                .isEqualTo("PENDING");
        assertThat(record("\"status", "FAILED", "status\"", "FAILED", "'status'", "FAILED")
                        .has("status"))
                .isFalse();
    }

    private static HashRecord record(String... namesAndValues) {
        return new HashRecord(
                Arrays.stream(namesAndValues).map(HashRecordTest::bytes).toList());
    }

    private static HashRecord flat(@Nullable Object... entries) {
        return new HashRecord(Arrays.asList(entries));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
