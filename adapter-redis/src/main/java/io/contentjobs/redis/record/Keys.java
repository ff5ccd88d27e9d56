package io.contentjobs.redis.record;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.JobId;

/** The names of the keys. Ids contain no {@code ':'} and no brace, so no id leads to another kind of key or chooses a slot. */
final class Keys {
    private static final String JOB = "job:";

    private Keys() {}

    static String job(JobId id) {
        return JOB + id.value();
    }

    /** Returns the job whose key this is. */
    static JobId jobOf(String key) {
        return new JobId(key.substring(JOB.length()));
    }

    static String error(JobId id) {
        return job(id) + ":error";
    }

    static String imageUrls(EventDraftId id) {
        return "content:image:" + id.value();
    }
}
