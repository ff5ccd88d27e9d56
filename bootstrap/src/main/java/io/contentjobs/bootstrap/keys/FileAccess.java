package io.contentjobs.bootstrap.keys;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * What all users may do with a file that neither own it nor are in its group, by the permissions of the file itself.
 */
record FileAccess(boolean othersRead, boolean othersWrite) {
    private static final FileAccess UNKNOWN = new FileAccess(false, false);

    /** Follows symbolic links. Where there are no such permissions (Windows), others may do nothing. */
    static FileAccess of(Path path) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(path);
            return new FileAccess(allowed.contains(OTHERS_READ), allowed.contains(OTHERS_WRITE));
        } catch (IOException | UnsupportedOperationException unknown) {
            return UNKNOWN;
        }
    }
}
