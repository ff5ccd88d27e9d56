package io.contentjobs.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes parts in the reverse order of their addition, each part even if another one fails to close. Not thread-safe. */
public final class Closer implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** @throws IllegalStateException caused by the first failure; has the others as suppressed exceptions */
    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                if (failed == null) {
                    failed = new IllegalStateException("Not everything could be closed", failure);
                } else {
                    failed.addSuppressed(failure);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Closes after {@code cause}, and adds failures to it as suppressed exceptions. */
    void closeAfter(Throwable cause) {
        try {
            close();
        } catch (IllegalStateException failed) {
            cause.addSuppressed(failed);
        }
    }
}
