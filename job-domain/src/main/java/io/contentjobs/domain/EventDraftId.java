package io.contentjobs.domain;

import java.util.Optional;

/**
 * The id of the event draft that images are generated for. Stores keep a draft's latest images under this id, longer than
 * its jobs.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record EventDraftId(String value) {
    /** @throws IllegalArgumentException if {@code value} has another syntax */
    public EventDraftId {
        NameSyntax.check("An event draft id", value);
    }

    /** Returns {@code text} as an id; empty if it has another syntax. */
    public static Optional<EventDraftId> parse(String text) {
        return NameSyntax.allows(text) ? Optional.of(new EventDraftId(text)) : Optional.empty();
    }

    /** Returns {@link #value()}. */
    @Override
    public String toString() {
        return value;
    }
}
