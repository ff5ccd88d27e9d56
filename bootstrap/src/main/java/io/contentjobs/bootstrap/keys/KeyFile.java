package io.contentjobs.bootstrap.keys;

import io.contentjobs.http.TokenKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file with the keys that tokens are signed with: public ones, or a secret. What it holds is in no message, except for the
 * names of public keys. Immutable; the file itself may change.
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
     * @throws IllegalArgumentException if it cannot be read, or holds no key that is of use
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
     * @throws IllegalArgumentException if it cannot be read, or has no key that is of use
     */
    public Content read() {
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
        FileAccess access = FileAccess.of(path);
        if (access.othersWrite()) {
            warnings.add("every user of this machine may write the file, and so make tokens");
        }
        if (isSecret && access.othersRead()) {
            warnings.add("every user of this machine may read the file, and so make tokens");
        }
        return warnings;
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
