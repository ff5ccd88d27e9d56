package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contentjobs.bootstrap.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings whose values are files with keys; of what is in those nothing is ever told. */
final class KeySettingsTest {
    private static final String SECRET = "s3cret-s3cret-s3cret-s3cret-s3cr";
    private static final String JWKS = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
            + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}"; // RFC 7517, appendix A.1

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SECRET, SECRET + "\n", SECRET + "\r\n", SECRET + SECRET})
    void secret_is_read_from_its_file(String content) throws Exception {
        Settings settings = Settings.from(Map.of("AUTH_HMAC_SECRET_FILE", file(content)));

        assertThat(settings.access().keyFile().map(KeyFile::setting)).contains("AUTH_HMAC_SECRET_FILE");
    }

    @Test
    void public_keys_are_read_from_their_file() throws Exception {
        Settings settings = Settings.from(Map.of("AUTH_JWKS_FILE", file(JWKS)));

        assertThat(settings.access().keyFile().map(KeyFile::setting)).contains("AUTH_JWKS_FILE");
    }

    @Test
    void one_line_break_at_the_end_of_a_secret_is_none_of_it() throws Exception {
        String most = "s3cret-s3cret-s3cret-s3cret-s3c"; // one byte is missing
        for (String broken : List.of(most + "\n", most + "\r\n")) {
            assertThat(problems(Map.of("AUTH_HMAC_SECRET_FILE", file(broken)))).contains("at least 32 bytes");
        }
        assertThat(KeyFile.ofSecret("AUTH_HMAC_SECRET_FILE", file(most + "\n\n")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "s3cret", "s3cret-s3cret-s3cret-s3cret-s3c\n"})
    void secret_that_is_too_short_is_refused_and_not_told(String content) throws Exception {
        assertThat(problems(Map.of("AUTH_HMAC_SECRET_FILE", file(content))))
                .isEqualTo("AUTH_HMAC_SECRET_FILE: '****' is refused: a secret for HS256 must have at least 32 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it is no JWK Set (RFC 7517, section 5)",
                "s3cret|it is no JSON text, or not the whole of one",
                "{}|it is no JWK Set (RFC 7517, section 5)",
                "{\"keys\":\"s3cret\"}|it is no JWK Set (RFC 7517, section 5)",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"7\"}]}|it has no key for RS256 (RSA) or ES256 (P-256): key 1"
                        + " (kid '7'): it is malformed, or of an unknown kind (RFC 7517, section 4)"
            })
    void file_without_a_set_of_keys_is_refused_and_not_shown(String content, String reason) throws Exception {
        assertThat(problems(Map.of("AUTH_JWKS_FILE", file(content))))
                .startsWith("AUTH_JWKS_FILE: '")
                .endsWith("' is refused: " + reason)
                .doesNotContain("s3cret");
    }

    @Test
    void secret_among_the_public_keys_is_refused_and_not_told() throws Exception {
        String set = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + SECRET + "\"}]}";

        assertThat(problems(Map.of("AUTH_JWKS_FILE", file(set))))
                .contains("it is private or symmetric, and must be public")
                .doesNotContain("s3cret");
    }

    @Test
    void file_that_is_not_there_is_named_by_its_variable() {
        assertThat(problems(Map.of("AUTH_JWKS_FILE", "/no/such/keys.json")))
                .isEqualTo("AUTH_JWKS_FILE: '/no/such/keys.json' is refused: there is no such file");
        assertThat(problems(Map.of("AUTH_JWKS_FILE", folder.toString()))).endsWith("there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", SECRET, "s3cret\u0000"})
    void secret_that_somebody_has_put_into_the_variable_itself_is_not_told(String value) {
        assertThat(problems(Map.of("AUTH_HMAC_SECRET_FILE", value)))
                .isEqualTo("AUTH_HMAC_SECRET_FILE: '****' is refused: there is no such file");
    }

    @Test
    void file_that_is_too_long_for_a_key_is_refused() throws Exception {
        String name = file("x".repeat(65_537));

        assertThat(problems(Map.of("AUTH_JWKS_FILE", name))).endsWith("the file is longer than 65536 bytes");
        assertThat(problems(Map.of("AUTH_HMAC_SECRET_FILE", name))).endsWith("the file is longer than 65536 bytes");
    }

    @Test
    void only_one_of_the_two_may_be_set() throws Exception {
        Map<String, String> both = Map.of("AUTH_JWKS_FILE", file(JWKS), "AUTH_HMAC_SECRET_FILE", file(SECRET));

        assertThat(problems(both)).isEqualTo("AUTH_JWKS_FILE, AUTH_HMAC_SECRET_FILE: only one of the two may be set");
    }

    @Test
    void issuer_and_audience_are_read_where_there_is_a_key() throws Exception {
        Settings settings = Settings.from(
                Map.of("AUTH_JWKS_FILE", file(JWKS), "AUTH_ISSUER", "https://issuer.example", "AUTH_AUDIENCE", "jobs"));

        assertThat(settings.access().claims().issuer()).contains("https://issuer.example");
        assertThat(settings.access().claims().audience()).contains("jobs");
        assertThat(problems(Map.of("AUTH_AUDIENCE", "jobs")))
                .isEqualTo("AUTH_ISSUER, AUTH_AUDIENCE: need AUTH_JWKS_FILE or AUTH_HMAC_SECRET_FILE");
        assertThat(problems(Map.of("AUTH_ISSUER", "a b"))).startsWith("AUTH_ISSUER: 'a b' is refused: ");
    }

    private String file(String content) throws IOException {
        return Files.write(Files.createTempFile(folder, "key", ""), bytes(content))
                .toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String problems(Map<String, String> environment) {
        var refused = catchThrowableOfType(BadSettingsException.class, () -> Settings.from(environment));
        return String.valueOf(refused.getMessage());
    }
}
