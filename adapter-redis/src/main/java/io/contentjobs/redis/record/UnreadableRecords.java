package io.contentjobs.redis.record;

import io.contentjobs.domain.RecordUnreadableException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each key whose record makes no sense once, however often it is polled; what is stored there is never logged. */
public final class UnreadableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
    private static final int REMEMBERED_KEYS = 4096;

    private final Set<String> logged = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    /** Logs it, and returns what to throw. */
    RecordUnreadableException report(String key, String problem) {
        log(key, problem);
        return new RecordUnreadableException(key, problem);
    }

    /** Logs it, for a record that its reader can do without. */
    public void log(String key, String problem) {
        if (logged.add(key)) {
            LOG.warn("The record at {} is unreadable: {}", key, problem);
        }
    }

    /** Forgets the oldest key rather than grow without end. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_KEYS;
        }
    }
}
