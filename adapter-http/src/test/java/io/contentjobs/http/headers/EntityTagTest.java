package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EntityTagTest {
    @Test
    void tag_is_the_beginning_of_the_bytes_sha_256() {
        // printf abc | sha256sum: ba7816bf 8f01cfea 414140de …
        assertThat(tagOf("abc")).isEqualTo("\"ungWv48Bz-pBQUDe\"");
        assertThat(tagOf("")).isEqualTo("\"47DEQpj8HBSa-_TI\"");
    }

    @Test
    void tags_of_many_representations_differ() {
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            tags.add(tagOf("{\"status\":\"FAILED\",\"error\":\"" + i + "\"}"));
        }

        assertThat(tags).hasSize(10_000);
    }

    private static String tagOf(String representation) {
        return EntityTag.of(representation.getBytes(StandardCharsets.UTF_8));
    }
}
