package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"PENDING\"}",
                " \r\n{ \"status\" : \"PENDING\" } ",
                "{\"@class\":\"a.b.Job\",\"status\":\"PENDING\"}",
                "[\"a.b.Job\",{\"status\":\"PENDING\"}]",
                "[\"java.util.HashMap\",{\"status\":[\"a.b.JobStatus\",\"PENDING\"]}]",
                "\"{\\\"status\\\":\\\"PENDING\\\"}\"",
                "{\"status\":\"\\\"PENDING\\\"\"}",
                "{\"status\":\"FAILED\",\"status\":\"PENDING\"}",
                "{\"other\":{\"status\":\"FAILED\"},\"status\":\"PENDING\",\"more\":[1,2]}"
            })
    void status_is_found(String stored) {
        assertThat(record(stored).text("status")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"createdAt":1761526800}                          | 1761526800
                    {"createdAt":1761526800123}                       | 1761526800123
                    {"createdAt":1761526800.123456789}                | 1761526800.123456789
                    {"createdAt":1.7615268E9}                         | 1761526800
                    {"createdAt":["java.lang.Long",1761526800123]}    | 1761526800123
                    {"createdAt":true}                                | true
                    """)
    void number_is_found_digit_for_digit(String stored, String text) {
        assertThat(record(stored).text("createdAt")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"createdAt\":null}",
                "{\"createdAt\":[2025,10,27,10,0]}",
                "{\"createdAt\":{\"epochSecond\":1761526800}}",
                "{\"createdAt\":1e999999999}",
                "{\"createdAt\":1e-999999999}"
            })
    void field_that_is_no_text_is_none(String stored) {
        assertThat(record(stored).text("createdAt")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "PENDING",
                "\"PENDING\"",
                "null",
                "1",
                "[]",
                "[{\"status\":\"PENDING\"}]",
                "[\"a.b.Job\"]",
                "{\"status\":\"PENDING\"",
                "{\"status\":\"PENDING\"}}",
                "{\"status\":\"PENDING\"} {}",
                "{status:PENDING}",
                "{'status':'PENDING'}",
                "\u0000{\"status\":\"PENDING\"}"
            })
    void what_is_no_json_object_is_no_record(String stored) {
        assertThat(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void what_is_not_utf_8_is_no_record() {
        assertThat(JsonRecord.parse("{\"status\":\"그림\"}".getBytes(StandardCharsets.UTF_16)))
                .isNull();
        assertThat(JsonRecord.parse("{\"status\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isNull();
    }

    @Test
    void object_in_many_strings_is_no_record() {
        String stored = "{}";
        for (int i = 0; i < 5; i++) {
            stored = TextNode.valueOf(stored).toString();
        }

        assertThat(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void nesting_without_end_is_no_record_and_no_error() {
        String deep = "{\"a\":".repeat(200_000);

        assertThat(JsonRecord.parse(deep.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(JsonRecord.parse("[\"a\",".repeat(200_000).getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    private static JsonRecord record(String stored) {
        return Objects.requireNonNull(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8)));
    }
}
