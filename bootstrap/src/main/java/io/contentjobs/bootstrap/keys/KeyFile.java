package io.contentjobs.bootstrap.keys;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import io.contentjobs.http.TokenKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A file with the keys that tokens are signed with: public keys, or a secret. Of its content, messages show the names of public
 * keys alone. Immutable; the file itself may change.
 */
public final class KeyFile {
    /** A set of many keys with their certificates is shorter. */
    private static final int MAX_BYTES = 65_536;

    private final String setting;
    private final Path path;
    private final boolean isSecret;
    private final Content first;

    private KeyFile(String setting, String name, boolean isSecret) {
        this.setting = setting;
        this.path = pathOf(name);
        this.isSecret = isSecret;
        this.first = read();
    }

    /**
     * A JWK Set.
     *
     * @param setting the name of the setting that names the file, for messages
     * @throws IllegalArgumentException if it cannot be read, or holds no usable key
     */
    public static KeyFile ofJwks(String setting, String name) {
        return new KeyFile(setting, name, false);
    }

    /**
     * A secret, and a line break at its end if there is one, which editors add.
     *
     * @throws IllegalArgumentException if it cannot be read, or the secret is too short
     */
    public static KeyFile ofSecret(String setting, String name) {
        return new KeyFile(setting, name, true);
    }

    /** Returns the name of the setting that names the file. */
    public String setting() {
        return setting;
    }

    /** Returns what was in the file when this was made. */
    Content first() {
        return first;
    }

    /**
     * Reads the file again.
     *
     * @throws IllegalArgumentException if it cannot be read, or holds no usable key
     */
    Content read() {
        byte[] bytes = bytes();
        return new Content(bytes, isSecret ? TokenKeys.ofSecret(line(bytes)) : jwks(bytes));
    }

    /** Returns what is wrong with the file though it can be used, a line each. */
    List<String> warnings(Content content) {
        List<String> warnings = new ArrayList<>();
        content.keys().skipped().forEach(key -> warnings.add("no token is checked with " + key));
        if (isSecret && WeakSecret.isWeak(line(content.bytes))) {
            warnings.add("the secret can be guessed: it repeats itself; make a random one");
        }
        Set<PosixFilePermission> permissions = permissions();
        if (permissions.contains(OTHERS_WRITE)) {
            warnings.add("every user of this machine may write the file, and so make tokens");
        }
        if (isSecret && permissions.contains(OTHERS_READ)) {
            warnings.add("every user of this machine may read the file, and so make tokens");
        }
        return warnings;
    }

    /** Follows symbolic links. Returns none where files have no such permissions (Windows). */
    private Set<PosixFilePermission> permissions() {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException | UnsupportedOperationException unknown) {
            return Set.of();
        }
    }

    /** @throws IllegalArgumentException if it cannot be read, or is too long to be a key */
    private byte[] bytes() {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("there is no such file");
        }
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("the file is longer than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException failure) {
            throw new IllegalArgumentException("the file cannot be read");
        }
    }

    private static TokenKeys jwks(byte[] bytes) {
        return TokenKeys.ofJwks(new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] line(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static Path pathOf(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException refused) {
            throw new IllegalArgumentException("there is no such file");
        }
    }

    /** What the file held at one time. */
    static final class Content {
        private final byte[] bytes;
        private final TokenKeys keys;

        private Content(byte[] bytes, TokenKeys keys) {
            this.bytes = bytes;
            this.keys = keys;
        }

        TokenKeys keys() {
            return keys;
        }

        /** Tells whether the file held the same bytes. */
        boolean isSameAs(Content other) {
            return Arrays.equals(bytes, other.bytes);
        }
    }
}
