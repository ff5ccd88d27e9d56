package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The JSON text of reports and errors. */
final class RepresentationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            이미지 서버가 응답하지 않습니다, 이미지 서버가 응답하지 않습니다
            a"b, a\\"b
            a\\b, a\\\\b
            a/b</script>&amp;'{}[], a/b</script>&amp;'{}[]
            🙈é€, 🙈é€
            """)
    void error_is_escaped_where_json_demands_it_and_nowhere_else(String error, String escaped) {
        assertThat(json(new JobReport.Failed(error)))
                .isEqualTo("{\"status\":\"FAILED\",\"error\":\"" + escaped + "\",\"message\":\"다시 시도해주세요\"}");
    }

    @Test
    void control_characters_are_escaped() {
        String all = IntStream.concat(IntStream.range(0, ' '), IntStream.of(0x7f, 0x2028, 0x2029))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String json = json(new JobReport.Failed(all));
        assertThat(json).doesNotContainPattern("[\\x00-\\x1f]").contains("\\n", "\\t", "\\u0000", "\\u001F");
        assertThat(errorIn(json)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"\\uD83D, ?", "\\uDE48, ?", "a\\uDE48\\uD83Db, a??b", "\\uD83D\\uD83D\\uDE48, ?🙈", "\\uD83D\", ?\""})
    void unpaired_surrogate_becomes_a_question_mark(String escaped, String expected) {
        String error = parse("\"" + escaped.replace("\"", "\\\"") + "\"").textValue();
        assertThat(errorIn(json(new JobReport.Failed(error)))).isEqualTo(expected);
    }

    @Test
    void random_errors_are_readable() {
        Random random = new Random(20_261_122);
        int[] bounds = {0x20, 0x80, 0x800, 0x10000};
        for (int i = 0; i < 5_000; i++) {
            String error = IntStream.range(0, random.nextInt(40))
                    .mapToObj(j -> String.valueOf((char) random.nextInt(bounds[random.nextInt(bounds.length)])))
                    .collect(Collectors.joining());
            String json = json(new JobReport.Failed(error));
            assertThat(parse(json).size()).isEqualTo(3);
            assertThat(errorIn(json))
                    .isEqualTo(new String(error.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    @Test
    void urls_are_sent_unchanged_in_the_order_of_the_contract() {
        String simple = "https://cdn.example/그림/a%20b.png?x=1&y='z'#조각";
        assertThat(json(new JobReport.Completed(new ImageUrls(simple, "http://h/f", "http://h/t"))))
                .isEqualTo("{\"status\":\"COMPLETED\",\"imageUrls\":{\"simple\":\"" + simple
                        + "\",\"fancy\":\"http://h/f\",\"trendy\":\"http://h/t\"}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void representation_of_a_job_in_progress_is_made_once(JobStatus status) {
        assertThat(Representation.of(new JobReport.InProgress(status)))
                .isSameAs(Representation.of(new JobReport.InProgress(status)));
    }

    @Test
    void text_of_an_error_is_escaped() {
        StatusReply reply = ErrorReplies.of(400, "A\"B", "줄\n\\끝");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"code\":\"A\\\"B\",\"message\":\"줄\\n\\\\끝\"}");
    }

    private static String json(JobReport report) {
        ByteBuffer body = ByteBuffer.wrap(Representation.of(report).body());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(body).toString();
        } catch (CharacterCodingException malformed) {
            throw new AssertionError("No UTF-8", malformed);
        }
    }

    private static String errorIn(String json) {
        return parse(json).required("error").textValue();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new AssertionError("No JSON: " + json, malformed);
        }
    }
}
