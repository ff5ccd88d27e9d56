package io.contentjobs.redis.record;

import org.jspecify.annotations.Nullable;

/** What a key holds, in either of its forms. */
sealed interface StoredRecord permits HashRecord, JsonRecord {
    /** Returns the text of a field, freed of quotes and type hints; null where there is none, or nothing readable. */
    @Nullable String text(String field);

    /** Returns a field as it is stored, which may be JSON; null where there is none, or it is not UTF-8. */
    @Nullable String json(String field);
}
