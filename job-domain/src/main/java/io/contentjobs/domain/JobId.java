package io.contentjobs.domain;

import java.util.Optional;

/**
 * The id of a job.
 *
 * <p>Stores build keys from it, so its syntax is narrow: with a {@code ':'} the id {@code x:error} could name another job's
 * error, and braces could choose the slot in a Redis Cluster.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record JobId(String value) {
    /** @throws IllegalArgumentException if {@code value} has another syntax */
    public JobId {
        NameSyntax.check("A job id", value);
    }

    /** Returns {@code text} as an id; empty if it has another syntax. */
    public static Optional<JobId> parse(String text) {
        return NameSyntax.allows(text) ? Optional.of(new JobId(text)) : Optional.empty();
    }

    /** Returns {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
