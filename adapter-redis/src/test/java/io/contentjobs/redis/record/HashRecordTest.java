package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;

final class HashRecordTest {
    @Test
    void fields_of_a_flat_reply_are_found() {
        HashRecord record = record("type", "IMAGE_GEN", "status", "PENDING");

        assertThat(record.text("status")).isEqualTo("PENDING");
        assertThat(record.text("type")).isEqualTo("IMAGE_GEN");
        assertThat(record.text("createdAt")).isNull();
    }

    @Test
    void fields_of_a_reply_in_pairs_are_found() {
        HashRecord record = new HashRecord(List.of(
                new KeyValue<Object, Object>(bytes("type"), bytes("IMAGE_GEN")),
                new KeyValue<Object, Object>(bytes("status"), bytes("PENDING"))));

        assertThat(record.text("status")).isEqualTo("PENDING");
        assertThat(record.text("type")).isEqualTo("IMAGE_GEN");
        assertThat(record.text("createdAt")).isNull();
    }

    @Test
    void record_of_one_field_has_no_other() {
        HashRecord pairs = new HashRecord(List.of(
                new KeyValue<Object, Object>(bytes("type"), bytes("IMAGE_GEN")),
                new KeyValue<Object, Object>(bytes("status"), bytes("PENDING"))));
        for (HashRecord record : List.of(record("type", "IMAGE_GEN", "\"status\"", "\"PENDING\""), pairs)) {
            HashRecord status = record.only("status");

            assertThat(status.text("status")).isEqualTo("PENDING");
            assertThat(status.has("type")).isFalse();
            assertThat(record.only("createdAt").entries()).isEmpty();
        }
    }

    @Test
    void value_that_looks_like_a_name_is_none() {
        HashRecord record = record("type", "status", "note", "x");

        assertThat(record.text("status")).isNull();
    }

    @Test
    void name_is_the_whole_name() {
        HashRecord record = record("statu", "a", "status2", "b", "STATUS", "c", "", "d");

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
    void quotes_and_type_hints_are_taken_off(String stored, String text) {
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
    void json_that_is_no_text_is_none(String stored) {
        assertThat(record("status", stored).text("status")).isNull();
    }

    @Test
    void bytes_that_are_not_utf_8_are_no_text() {
        List<Object> entries = new ArrayList<>(List.of(bytes("status"), new byte[] {'P', (byte) 0xC3, '('}));

        assertThat(new HashRecord(entries).text("status")).isNull();
    }

    @Test
    void replacement_character_that_was_stored_is_text() {
        assertThat(record("status", "\uFFFD").text("status")).isEqualTo("\uFFFD");
    }

    @Test
    void reply_that_makes_no_sense_holds_nothing() {
        assertThat(flat(bytes("status")).text("status")).isNull();
        assertThat(flat(bytes("status"), null).text("status")).isNull();
        assertThat(flat(bytes("status"), 1L).text("status")).isNull();
        assertThat(flat(bytes("status"), List.of(bytes("PENDING"))).text("status"))
                .isNull();
        assertThat(flat(null, bytes("PENDING"), 2L, bytes("PENDING")).text("status"))
                .isNull();
        assertThat(flat(new JedisDataException("ERR"), bytes("PENDING")).text("status"))
                .isNull();
        assertThat(flat(new KeyValue<Object, Object>(bytes("status"), 1L)).text("status"))
                .isNull();
    }

    @Test
    void raw_bytes_are_those_that_are_stored() {
        assertThat(record("status", "\"PENDING\"").raw("status")).isEqualTo(bytes("\"PENDING\""));
    }

    @Test
    void name_in_quotes_is_that_name_unless_there_is_one_without() {
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
