package io.contentjobs.domain;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of one of several reads: a value, or the exception that reading it alone would have thrown.
 *
 * @param value the value; null if there is a failure
 * @param failure the failure; null if there is a value
 */
public record ReadResult<T>(@Nullable T value, @Nullable JobException failure) {
    /** @throws IllegalArgumentException if not exactly one of both is null */
    public ReadResult {
        if ((value == null) == (failure == null)) {
            throw new IllegalArgumentException("A result is either a value or a failure");
        }
    }

    /** Returns the result of a read that returned this value. */
    public static <T> ReadResult<T> of(T value) {
        return new ReadResult<>(value, null);
    }

    /** Returns the result of a read that has failed. */
    public static <T> ReadResult<T> failed(JobException failure) {
        return new ReadResult<>(null, failure);
    }

    /** Reads now and returns the result. Exceptions other than {@link JobException} are thrown. */
    public static <T> ReadResult<T> from(Supplier<? extends T> read) {
        try {
            return new ReadResult<>(read.get(), null);
        } catch (JobException failure) {
            return new ReadResult<>(null, failure);
        }
    }

    /**
     * Returns the value.
     *
     * @throws JobException the failure, if there is one
     */
    public T orThrow() {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(value);
    }
}
