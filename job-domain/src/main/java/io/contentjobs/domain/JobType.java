package io.contentjobs.domain;

import java.util.Optional;

/**
 * The type of a job, e.g. {@code IMAGE_GEN}.
 *
 * @param name 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record JobType(String name) {
    /** @throws IllegalArgumentException if {@code name} has another syntax */
    public JobType {
        NameSyntax.check("A job type", name);
    }

    /** Returns {@code text} as a type; empty if it has another syntax. */
    public static Optional<JobType> parse(String text) {
        return NameSyntax.allows(text) ? Optional.of(new JobType(text)) : Optional.empty();
    }

    /** Returns {@link #name()}. */
    @Override
    public String toString() {
        return name;
    }
}
