package io.contentjobs.bootstrap.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings about files of keys that are usable. */
final class KeyFileTest {
    private static final String READABLE = "every user of this machine may read the file, and so can make tokens";
    private static final String WRITABLE = "every user of this machine may write the file, and so can make tokens";

    private static final String SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    @TempDir
    private Path folder;

    /** Each row: permissions, and whether there is a warning for readers and for writers. */
    @ParameterizedTest
    @CsvSource({
        "rw-r--r--, true, false",
        "r--r--r--, true, false",
        "r-----r--, true, false",
        "rw-rw-rw-, true, true",
        "r--------, false, false",
        "rw-------, false, false",
        "r--r-----, false, false",
        "rw-rw----, false, false",
    })
    void permissions_of_other_users_are_warned_of(String permissions, boolean read, boolean write) throws Exception {
        List<String> writers = write ? List.of(WRITABLE) : List.of();
        List<String> all = new ArrayList<>(writers);
        all.addAll(read ? List.of(READABLE) : List.of());
        assertThat(warnings(jwks(permissions))).as("public keys").isEqualTo(writers);
        assertThat(warnings(secret(SECRET, permissions))).isEqualTo(all);
    }

    @Test
    void permissions_of_the_target_of_a_link_count() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), secret(SECRET, "r--------"));

        assertThat(warnings(link)).isEmpty();
    }

    @Test
    void secret_with_a_pattern_is_warned_of_and_not_shown() throws Exception {
        assertThat(warnings(secret("s3cret".repeat(6) + "\n", "r--------")))
                .containsExactly("the secret is easy to guess, because it repeats itself; make a random one");
    }

    private static List<String> warnings(Path path) {
        KeyFile file = path.getFileName().toString().endsWith("json")
                ? KeyFile.ofJwks("AUTH_JWKS_FILE", "" + path)
                : KeyFile.ofSecret("AUTH_HMAC_SECRET_FILE", "" + path);
        return file.warnings(file.first());
    }

    private Path secret(String content, String permissions) throws Exception {
        return write(Files.createTempFile(folder, "secret", ""), content, permissions);
    }

    private Path jwks(String permissions) throws Exception {
        return write(Files.createTempFile(folder, "keys", ".json"), Tokens.jwks(), permissions);
    }

    private static Path write(Path file, String content, String permissions) throws Exception {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
