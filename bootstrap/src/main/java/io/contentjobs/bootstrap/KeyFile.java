package io.contentjobs.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that an operator has put a key into. What it holds is in no message. */
final class KeyFile {
    /** A set of many keys with their certificates is shorter. */
    private static final int MAX_BYTES = 65_536;

    private KeyFile() {}

    /** @throws IllegalArgumentException if it cannot be read, or is too long to be a key */
    static byte[] read(String name) {
        Path path = pathOf(name);
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

    /** Reads it without the line break at its end, which editors add. */
    static byte[] readLine(String name) {
        byte[] bytes = read(name);
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
}
