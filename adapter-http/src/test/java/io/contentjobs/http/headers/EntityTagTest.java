package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityTagTest {
    /** {@code printf abc | sha256sum} begins with ba7816bf 8f01cfea 414140de. */
    @ParameterizedTest
    @CsvSource({"abc, ungWv48Bz-pBQUDe", "'', 47DEQpj8HBSa-_TI"})
    void tag_is_the_beginning_of_the_sha_256_of_the_bytes(String representation, String tag) {
        assertThat(EntityTag.of(representation.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo('"' + tag + '"');
    }
}
