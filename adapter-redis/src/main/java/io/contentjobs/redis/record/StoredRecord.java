package io.contentjobs.redis.record;

import org.jspecify.annotations.Nullable;

/** The value of a key, in one of its two forms. */
sealed interface StoredRecord permits HashRecord, JsonRecord {
    /** Returns the text of a field without quotes and type hints; null if the field is absent or unreadable. */
    @Nullable String text(String field);

    /** Returns a field as stored, perhaps as JSON; null if the field is absent or not UTF-8. */
    @Nullable String json(String field);

    /** Returns a record with only that field, which keeps no other field in memory. */
    StoredRecord only(String field);
}
