package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ErrorRepliesTest {
    @Test
    void every_error_text_is_json() {
        StatusReply reply = ErrorReplies.of(400, "A\"B", "줄\n\\끝");

        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"code\":\"A\\\"B\",\"message\":\"줄\\n\\\\끝\"}");
    }
}
