package io.contentjobs.domain;

import java.util.Optional;

/**
 * The name of the event draft that images are made for. Its latest images are found under it, longer than its jobs.
 *
 * @param value 1 to 64 characters out of {@code A-Z a-z 0-9 _ -}
 */
public record EventDraftId(String value) {
    /** @throws IllegalArgumentException if {@code value} has another syntax */
    public EventDraftId {
        NameSyntax.check("An event draft id", value);
    }

    /** Returns the id that {@code text} is, or nothing where it has another syntax. */
    public static Optional<EventDraftId> parse(String text) {
        return NameSyntax.allows(text) ? Optional.of(new EventDraftId(text)) : Optional.empty();
    }

    /** Returns {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
