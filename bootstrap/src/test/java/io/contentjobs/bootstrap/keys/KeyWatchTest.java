package io.contentjobs.bootstrap.keys;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of changes in the file of keys. {@link KeyRotationIT} tests the tokens. */
final class KeyWatchTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final String CHANGED = "INFO AUTH_JWKS_FILE has changed: it has 1 key: new";

    @TempDir
    private Path folder;

    private final LogCapture log = LogCapture.begin();
    private Path file = Path.of("");
    private String old = "";
    private String next = "";

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("keys.json");
        old = jwks("old");
        next = jwks("new");
        Files.writeString(file, old);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void new_content_counts_when_two_readings_agree() throws Exception {
        try (KeyWatch keys = watch()) {
            keys.read();
            Files.writeString(file, next);
            keys.read();
            assertThat(logged()).isEmpty();
            keys.read();
            keys.read();

            assertThat(logged()).containsExactly(CHANGED);
        }
    }

    @Test
    void content_that_still_changes_does_not_count() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--------"));
        try (KeyWatch keys = watch(KeyFile.ofSecret("AUTH_HMAC_SECRET_FILE", "" + secret), NEVER, NEVER)) {
            String written = "00112233445566778899aabbccddeeff";
            for (String more : List.of("01", "23", "45", "67")) {
                written += more;
                Files.writeString(secret, written);
                keys.read();
            }
            assertThat(logged()).isEmpty();
            keys.read();

            assertThat(logged()).containsExactly("INFO AUTH_HMAC_SECRET_FILE has changed: it has 1 key");
        }
    }

    @Test
    void file_of_the_same_age_and_length_is_read() throws Exception {
        FileTime age = Files.getLastModifiedTime(file);
        try (KeyWatch keys = watch()) {
            Path written = Files.writeString(folder.resolve("keys.json~"), next);
            Files.setLastModifiedTime(written, age);
            Files.move(written, file, REPLACE_EXISTING);
            twice(keys);

            assertThat(logged()).containsExactly(CHANGED);
        }
    }

    /** Kubernetes mounts secrets so: file -> ..data/file, ..data -> a folder that is replaced. */
    @Test
    void replaced_folder_behind_a_link_is_read() throws Exception {
        for (String version : List.of(old, next)) {
            Path folderOf = Files.createDirectory(folder.resolve(version.equals(old) ? "..1" : "..2"));
            Files.writeString(folderOf.resolve("keys"), version);
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        file = Files.createSymbolicLink(folder.resolve("keys"), Path.of("..data", "keys"));
        try (KeyWatch keys = watch()) {
            Path exchanged = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
            Files.move(exchanged, data, REPLACE_EXISTING);
            twice(keys);

            assertThat(logged()).containsExactly(CHANGED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "folder", "empty", "half", "no JSON", "no keys", "odd keys", "too long"})
    void unusable_file_is_logged_once_and_the_keys_stay(String fault) throws Exception {
        try (KeyWatch keys = watch()) {
            spoil(fault);
            twice(keys);
            twice(keys);

            assertThat(logged())
                    .singleElement()
                    .asString()
                    .startsWith("WARN AUTH_JWKS_FILE cannot be used: ")
                    .endsWith(". The keys stay as they are");

            Files.deleteIfExists(file);
            Files.writeString(file, old);
            twice(keys);
            assertThat(logged()).hasSize(2).endsWith("INFO AUTH_JWKS_FILE can be used again; its keys are the same");

            spoil(fault);
            twice(keys);
            Files.deleteIfExists(file);
            Files.writeString(file, next);
            twice(keys);
            assertThat(logged()).hasSize(4).endsWith(CHANGED);
        }
    }

    @Test
    void unusable_key_in_a_set_is_logged_when_it_appears() throws Exception {
        String odd = "{\"kty\":\"EC\",\"crv\":\"P-999\",\"kid\":\"odd\"}";
        try (KeyWatch keys = watch()) {
            Files.writeString(file, next.replace("[", "[" + odd + ","));
            twice(keys);
            Files.writeString(file, old.replace("[", "[" + odd + ","));
            twice(keys);

            assertThat(logged())
                    .containsExactly(
                            CHANGED,
                            "WARN AUTH_JWKS_FILE: the server does not use key 1 (kid 'odd'): it is malformed, or of an"
                                    + " unknown kind (RFC 7517, section 4)",
                            "INFO AUTH_JWKS_FILE has changed: it has 1 key: old");
        }
    }

    @Test
    void file_is_read_at_intervals_and_on_request() throws Exception {
        Duration soon = Duration.ofMillis(20);
        KeyFile keys = KeyFile.ofJwks("AUTH_JWKS_FILE", "" + file);
        try (KeyWatch often = watch(keys, soon, soon);
                KeyWatch asked = watch(keys, NEVER, soon)) {
            often.begin();
            Files.writeString(file, next);
            Await.until("a reading", () -> logged().contains(CHANGED));
            asked.readSoon();
            Await.until(
                    "another", () -> logged().stream().filter(CHANGED::equals).count() == 2);
        }
    }

    @Test
    void file_is_not_read_after_close() throws Exception {
        KeyWatch keys = watch();
        keys.close();
        keys.readSoon();
        Files.writeString(file, next);
        keys.read();

        assertThat(logged()).isEmpty();
    }

    private KeyWatch watch() {
        return watch(KeyFile.ofJwks("AUTH_JWKS_FILE", file.toString()), NEVER, NEVER);
    }

    private static KeyWatch watch(KeyFile keys, Duration interval, Duration soon) {
        return new KeyWatch(keys, TokenClaims.ANY, Clock.systemUTC(), interval, soon);
    }

    private static void twice(KeyWatch keys) {
        keys.read();
        keys.read();
    }

    private void spoil(String fault) throws IOException {
        Files.delete(file);
        switch (fault) {
            case "missing" -> {}
            case "folder" -> Files.createDirectory(file);
            case "empty" -> Files.writeString(file, "");
            case "half" -> Files.writeString(file, next.substring(0, next.length() / 2));
            case "no JSON" -> Files.writeString(file, "<html>Bad gateway</html>");
            case "no keys" -> Files.writeString(file, "{\"keys\":[]}");
            case "odd keys" -> Files.writeString(file, "{\"keys\":[null]}");
            case "too long" -> Files.writeString(file, next + " ".repeat(65_536));
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private List<String> logged() {
        return log.events().stream()
                .filter(event -> event.getLoggerName().equals(KeyWatch.class.getName()))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .filter(line -> !line.contains("requires bearer tokens"))
                .toList();
    }

    private static String jwks(String kid) {
        return Tokens.jwks(Tokens.jwk(Tokens.ec("secp256r1"), ",\"kid\":\"" + kid + "\""));
    }
}
