package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
                "{\"\\u0073tatus\":\"PENDING\"}",
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
    void number_is_read_digit_by_digit(String stored, String text) {
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
    void field_that_is_no_text_is_absent(String stored) {
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
                "{\"status\":\"PENDING\",}",
                "{\"status\":\"PENDING\" \"type\":1}",
                "{\"status\" \"PENDING\"}",
                "{\"status\":}",
                "{\"status\":]}",
                "{\"status\":\"PENDING\",\"x\":[1}",
                "{\"status\":\"PENDING\",\"x\":\"\\",
                "[\"a\",{\"status\":\"PENDING\"}",
                "[\"a\",{\"status\":\"PENDING\"},1]",
                "{\"status\":\"PENDING\"} {}",
                "{status:PENDING}",
                "{'status':'PENDING'}",
                "\u0000{\"status\":\"PENDING\"}"
            })
    void text_that_is_no_json_object_is_no_record(String stored) {
        assertThat(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    static Stream<String> otherValues() {
        return Stream.of(
                "NaN",
                "Infinity",
                "-Infinity",
                "[NaN,{\"a\":-Infinity}]",
                "1e999999999",
                "9".repeat(500_000),
                "0." + "1".repeat(500_000),
                "\"" + "x".repeat(900_000) + "\"",
                "\"\\\"},\\\\\"",
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                "[\"]\",\"{\",\"\\\"\"]",
                "\"\uD800\"",
                "\"\t\u0001\"");
    }

    @ParameterizedTest
    @MethodSource("otherValues")
    void value_of_another_field_is_skipped(String value) {
        for (String stored : List.of(
                "{\"x\":" + value + ",\"status\":\"PENDING\"}",
                "{\"status\":\"PENDING\",\"x\" : " + value + " }",
                "\uFEFF{\"status\":\"PENDING\",\"x\":" + value + "}",
                "[\"a.b.Job\",{\"x\":" + value + ",\"status\":\"PENDING\"}]")) {
            assertThat(record(stored).text("status")).isEqualTo("PENDING");
        }
    }

    @Test
    void invalid_utf_8_makes_its_own_field_absent() {
        byte[] euckr = "{\"status\":\"PENDING\",\"type\":\"그림\",\"note\":\"그림\"}".getBytes(Charset.forName("EUC-KR"));

        JsonRecord record = Objects.requireNonNull(JsonRecord.parse(euckr));

        assertThat(record.text("status")).isEqualTo("PENDING");
        assertThat(record.text("type")).isNull();
    }

    static Stream<byte[]> noRecords() {
        String nested = "{}";
        for (int i = 0; i < 5; i++) {
            nested = TextNode.valueOf(nested).toString();
        }
        return Stream.of(
                "{\"status\":\"그림\"}".getBytes(StandardCharsets.UTF_16),
                nested.getBytes(StandardCharsets.UTF_8),
                "{\"a\":".repeat(200_000).getBytes(StandardCharsets.UTF_8),
                "[\"a\",".repeat(200_000).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("noRecords")
    void other_encoding_object_in_many_strings_and_endless_nesting_are_no_record(byte[] stored) {
        assertThat(JsonRecord.parse(stored)).isNull();
    }

    @Test
    void record_of_one_field_has_no_other() {
        JsonRecord record = record("{\"type\":\"IMAGE_GEN\",\"status\":\"PENDING\"}");
        JsonRecord status = record.only("status");

        assertThat(status.text("status")).isEqualTo("PENDING");
        assertThat(status.text("type")).isNull();
        assertThat(record.only("createdAt").text("createdAt")).isNull();
    }

    private static JsonRecord record(String stored) {
        return Objects.requireNonNull(JsonRecord.parse(stored.getBytes(StandardCharsets.UTF_8)));
    }
}
