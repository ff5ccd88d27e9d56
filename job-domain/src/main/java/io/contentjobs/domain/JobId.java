package io.contentjobs.domain;

import java.util.Optional;

/**
 * The name of a job.
 *
 * <p>Stores build keys from it, so its syntax is narrow: a {@code ':'} would let {@code x:error} name another job's
 * error, braces would steer a cluster's slots.
 *
 * @param value 1 to 64 characters out of {@code A-Z a-z 0-9 _ -}
 */
public record JobId(String value) {
    /** @throws IllegalArgumentException if {@code value} has another syntax */
    public JobId {
        NameSyntax.check("A job id", value);
    }

    /** Returns the id that {@code text} is, or nothing where it has another syntax. */
    public static Optional<JobId> parse(String text) {
        return NameSyntax.allows(text) ? Optional.of(new JobId(text)) : Optional.empty();
    }

    /** Returns {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
