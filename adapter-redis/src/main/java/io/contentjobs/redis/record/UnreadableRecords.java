package io.contentjobs.redis.record;

import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.redis.connect.RedisErrors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each key with an unreadable record once, however often it is polled; never logs the stored bytes. Thread-safe. */
public final class UnreadableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
    private static final int REMEMBERED_KEYS = 4096;

    private final Set<String> logged = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    /** Logs the key, and returns the exception to throw. */
    RecordUnreadableException report(String key, String problem) {
        log(key, problem);
        return new RecordUnreadableException(RedisErrors.idIn(key), key, problem);
    }

    /** Logs the key of a record that the reader does not need. */
    void log(String key, String problem) {
        if (logged.add(key)) {
            LOG.warn("The record at {} is unreadable: {}", key, problem);
        }
    }

    /** A set of limited size: adding a key to a full set removes the oldest one. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_KEYS;
        }
    }
}
