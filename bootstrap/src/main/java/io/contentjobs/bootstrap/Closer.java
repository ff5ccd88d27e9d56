package io.contentjobs.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, in the opposite order, each part even if another fails to close. Not thread-safe. */
public final class Closer implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** @throws IllegalStateException caused by the first failure, if any; the others are suppressed by it */
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

    /** Closes because of {@code cause}, which remains the failure to report. */
    void closeAfter(Throwable cause) {
        try {
            close();
        } catch (IllegalStateException failed) {
            cause.addSuppressed(failed);
        }
    }
}
