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
 * A file with token keys: public keys or a secret. Messages show the ids of public keys and no other content. Immutable;
 * the file itself may change.
 */
public final class KeyFile {
    /** Even a set of many keys with their certificates is shorter. */
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
     * Reads a JWK Set.
     *
     * @param setting the name of the setting, for messages
     * @throws IllegalArgumentException if the file cannot be read or has no usable key
     */
    public static KeyFile ofJwks(String setting, String name) {
        return new KeyFile(setting, name, false);
    }

    /**
     * Reads a secret. Ignores a line break at its end, which editors add.
     *
     * @throws IllegalArgumentException if the file cannot be read or the secret is too short
     */
    public static KeyFile ofSecret(String setting, String name) {
        return new KeyFile(setting, name, true);
    }

    /** Returns the name of the setting that names the file. */
    public String setting() {
        return setting;
    }

    /** Returns the content that was read first. */
    Content first() {
        return first;
    }

    /**
     * Reads the file again.
     *
     * @throws IllegalArgumentException if it cannot be read or has no usable key
     */
    Content read() {
        byte[] bytes = bytes();
        return new Content(bytes, isSecret ? TokenKeys.ofSecret(line(bytes)) : jwks(bytes));
    }

    /** Returns one line for each weakness of the file. */
    List<String> warnings(Content content) {
        List<String> warnings = new ArrayList<>();
        content.keys().skipped().forEach(key -> warnings.add("the server does not use " + key));
        if (isSecret && WeakSecret.isWeak(line(content.bytes))) {
            warnings.add("the secret is easy to guess, because it repeats itself; make a random one");
        }
        Set<PosixFilePermission> permissions = permissions();
        if (permissions.contains(OTHERS_WRITE)) {
            warnings.add("every user of this machine may write the file, and so can make tokens");
        }
        if (isSecret && permissions.contains(OTHERS_READ)) {
            warnings.add("every user of this machine may read the file, and so can make tokens");
        }
        return warnings;
    }

    /** Returns the permissions of the file that a symbolic link names; empty if the system has none (Windows). */
    private Set<PosixFilePermission> permissions() {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException | UnsupportedOperationException unknown) {
            return Set.of();
        }
    }

    /** @throws IllegalArgumentException if the file cannot be read or is too long */
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

    /** The content of the file at one time. */
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

        /** Tells whether both have the same bytes. */
        boolean isSameAs(Content other) {
            return Arrays.equals(bytes, other.bytes);
        }
    }
}
