package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contentjobs.bootstrap.keys.KeyFile;
import io.contentjobs.http.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of files with keys. No message shows what is in a file. */
final class KeySettingsTest {
    private static final String SECRET = "s3cret-s3cret-s3cret-s3cret-s3cr";
    private static final String JWKS = Tokens.jwks();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SECRET, SECRET + "\n", SECRET + "\r\n", SECRET + SECRET})
    void secret_is_read_from_its_file(String content) throws Exception {
        assertThat(settingOfTheKeys(Map.of("AUTH_HMAC_SECRET_FILE", file(content))))
                .contains("AUTH_HMAC_SECRET_FILE");
    }

    @Test
    void public_keys_are_read_from_their_file() throws Exception {
        assertThat(settingOfTheKeys(Map.of("AUTH_JWKS_FILE", file(JWKS)))).contains("AUTH_JWKS_FILE");
    }

    private static Optional<String> settingOfTheKeys(Map<String, String> environment) throws BadSettingsException {
        return Settings.from(environment).access().keyFile().map(KeyFile::setting);
    }

    @Test
    void second_line_break_belongs_to_the_secret() throws Exception {
        assertThat(settingOfTheKeys(Map.of("AUTH_HMAC_SECRET_FILE", file("s3cret-s3cret-s3cret-s3cret-s3c\n\n"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "s3cret", "s3cret-s3cret-s3cret-s3cret-s3c\n", "s3cret-s3cret-s3cret-s3cret-s3c\r\n"})
    void secret_that_is_too_short_is_refused_and_not_shown(String content) throws Exception {
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
    void file_without_public_keys_is_refused_and_not_shown(String content, String reason) throws Exception {
        assertThat(problems(Map.of("AUTH_JWKS_FILE", file(content))))
                .startsWith("AUTH_JWKS_FILE: '")
                .endsWith("' is refused: " + reason)
                .doesNotContain("s3cret");
    }

    @Test
    void secret_among_the_public_keys_is_refused_and_not_shown() throws Exception {
        String set = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + SECRET + "\"}]}";

        assertThat(problems(Map.of("AUTH_JWKS_FILE", file(set))))
                .contains("it is private or symmetric, and must be public")
                .doesNotContain("s3cret");
    }

    @Test
    void missing_file_is_refused() {
        assertThat(problems(Map.of("AUTH_JWKS_FILE", "/no/such/keys.json")))
                .isEqualTo("AUTH_JWKS_FILE: '/no/such/keys.json' is refused: there is no such file");
        assertThat(problems(Map.of("AUTH_JWKS_FILE", folder.toString()))).endsWith("there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", SECRET, "s3cret\u0000"})
    void secret_in_the_variable_itself_is_not_shown(String value) {
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
    void public_keys_and_a_secret_together_are_refused() throws Exception {
        Map<String, String> both = Map.of("AUTH_JWKS_FILE", file(JWKS), "AUTH_HMAC_SECRET_FILE", file(SECRET));

        assertThat(problems(both)).isEqualTo("AUTH_JWKS_FILE, AUTH_HMAC_SECRET_FILE: only one of the two may be set");
    }

    @Test
    void issuer_and_audience_need_a_key() throws Exception {
        Settings settings = Settings.from(
                Map.of("AUTH_JWKS_FILE", file(JWKS), "AUTH_ISSUER", "https://issuer.example", "AUTH_AUDIENCE", "jobs"));

        assertThat(settings.access().claims().issuer()).contains("https://issuer.example");
        assertThat(settings.access().claims().audience()).contains("jobs");
        assertThat(problems(Map.of("AUTH_AUDIENCE", "jobs")))
                .isEqualTo("AUTH_ISSUER, AUTH_AUDIENCE: need AUTH_JWKS_FILE or AUTH_HMAC_SECRET_FILE");
        assertThat(problems(Map.of("AUTH_ISSUER", "a b"))).startsWith("AUTH_ISSUER: 'a b' is refused: ");
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ""), content)
                .toString();
    }

    private static String problems(Map<String, String> environment) {
        var refused = catchThrowableOfType(BadSettingsException.class, () -> Settings.from(environment));
        return String.valueOf(refused.getMessage());
    }
}
