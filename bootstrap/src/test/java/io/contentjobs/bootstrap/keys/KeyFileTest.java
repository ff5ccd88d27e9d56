package io.contentjobs.bootstrap.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with files of keys that can be used all the same. */
final class KeyFileTest {
    private static final String READABLE = "every user of this machine may read the file, and so can make tokens";
    private static final String WRITABLE = "every user of this machine may write the file, and so can make tokens";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "r--r--r--", "r-----r--"})
    void secret_that_others_may_read_is_warned_of(String permissions) throws Exception {
        assertThat(warnings(secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0", permissions)))
                .containsExactly(READABLE);
        assertThat(warnings(jwks(permissions))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-------", "r--r-----", "rw-rw----"})
    void file_that_others_may_neither_read_nor_write_is_not(String permissions) throws Exception {
        assertThat(warnings(secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0", permissions)))
                .isEmpty();
        assertThat(warnings(jwks(permissions))).isEmpty();
    }

    @Test
    void file_that_others_may_write_is_warned_of() throws Exception {
        assertThat(warnings(jwks("rw-rw-rw-"))).containsExactly(WRITABLE);
        assertThat(warnings(secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "rw-rw-rw-")))
                .containsExactly(WRITABLE, READABLE);
    }

    @Test
    void permissions_are_those_of_the_file_that_a_link_leads_to() throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "r--------"));

        assertThat(warnings(link)).isEmpty();
    }

    @Test
    void secret_that_repeats_itself_is_warned_of_and_not_told() throws Exception {
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
        JWKSet set = new JWKSet(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK());
        return write(Files.createTempFile(folder, "keys", ".json"), set.toString(), permissions);
    }

    private static Path write(Path file, String content, String permissions) throws Exception {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
