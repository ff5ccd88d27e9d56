package io.contentjobs.redis.record;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ReplyTooLargeException;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.tracking.TrackedReads;
import io.contentjobs.redis.tracking.Tracking;
import io.contentjobs.redis.tracking.TrackingListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Reads the status fields of many jobs in one batch. If a hash has no such field, it reads the field whose name is in quotes. If
 * a key is a string, it reads the string.
 */
public final class RedisJobStatusReader implements JobStatusReader {
    private static final String QUOTED_STATUS = '"' + RecordDecoder.STATUS + '"';

    private final Reads reads;
    private final @Nullable Tracking tracking;
    private final RedisErrors errors;

    /** @param tracking gives the hints; null if there are none */
    public RedisJobStatusReader(Reads reads, @Nullable Tracking tracking, RedisErrors errors) {
        this.reads = reads;
        this.tracking = tracking;
        this.errors = errors;
    }

    @Override
    public Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids) {
        Map<JobId, Optional<JobStatus>> found = new HashMap<>();
        List<JobId> strings = new ArrayList<>();
        List<JobId> missing = new ArrayList<>();
        readFields(List.copyOf(ids), RecordDecoder.STATUS, found, missing, strings);
        readFields(missing, QUOTED_STATUS, found, new ArrayList<>(), strings);
        for (int from = 0; from < strings.size(); from += RecordForms.MAX_STRINGS) {
            readStrings(strings.subList(from, Math.min(from + RecordForms.MAX_STRINGS, strings.size())), found);
        }
        return found;
    }

    @Override
    public HintedReads openHintedReads(HintListener listener) {
        if (tracking == null) {
            return JobStatusReader.super.openHintedReads(listener);
        }
        TrackedReads opened = tracking.open(new KeyListener(listener));
        return new TrackedStatuses(opened, new RedisJobStatusReader(opened, null, errors));
    }

    /**
     * Reads statuses over tracked connections.
     *
     * @param statuses reads them by {@code reads}
     */
    private record TrackedStatuses(TrackedReads reads, JobStatusReader statuses) implements HintedReads {
        @Override
        public HintedStatuses findStatuses(Collection<JobId> ids) {
            reads.begin();
            Map<JobId, Optional<JobStatus>> found = statuses.findStatuses(ids);
            Set<JobId> hinted = found.keySet().stream()
                    .filter(id -> reads.isTracked(Keys.job(id)))
                    .collect(Collectors.toSet());
            return new HintedStatuses(found, hinted);
        }

        @Override
        public void close() {
            reads.close();
        }
    }

    /** Passes on which job's key has changed. */
    private record KeyListener(HintListener listener) implements TrackingListener {
        @Override
        public void changed(String key) {
            listener.mayHaveChanged(Keys.jobOf(key));
        }

        @Override
        public void allChanged() {
            listener.allMayHaveChanged();
        }
    }

    private void readFields(
            List<JobId> ids,
            String name,
            Map<JobId, Optional<JobStatus>> found,
            List<JobId> missing,
            List<JobId> strings) {
        List<@Nullable Object> fields = ask(ids, key -> field(key, name));
        for (int i = 0; i < fields.size(); i++) {
            JobId id = ids.get(i);
            Object field = fields.get(i);
            if (field == null) {
                missing.add(id);
                found.put(id, Optional.empty());
            } else if (Reads.isOfAnotherType(field)) {
                strings.add(id);
                found.remove(id);
            } else if (field instanceof byte[] || field instanceof ReplyTooLargeException) {
                found.put(id, statusIn(field));
            } else {
                record(field);
                found.remove(id);
            }
        }
    }

    private void readStrings(List<JobId> ids, Map<JobId, Optional<JobStatus>> found) {
        List<@Nullable Object> records = ask(ids, key -> RecordForms.start(key, BoundedConnection.MAX_RECORD + 1));
        for (int i = 0; i < records.size(); i++) {
            Object record = records.get(i);
            if (Reads.isOfAnotherType(record)) {
                found.put(ids.get(i), Optional.empty());
            } else if (record instanceof byte[] bytes) {
                found.put(ids.get(i), statusOfJson(bytes));
            } else if (record != null) {
                record(record);
            }
        }
    }

    /** An error for one job is no failure of the batch: the job counts as unread. The log still says that Redis refused. */
    private void record(Object reply) {
        if (reply instanceof JedisDataException error) {
            errors.record(error);
        }
    }

    private List<@Nullable Object> ask(List<JobId> ids, Function<String, CommandArguments> command) {
        return ids.isEmpty()
                ? List.of()
                : reads.executeAll(ids.stream().map(Keys::job).toList(), command);
    }

    private static CommandArguments field(String key, String name) {
        return new CommandArguments(Command.HGET).key(key).add(name);
    }

    private static Optional<JobStatus> statusIn(Object field) {
        String text = field instanceof byte[] bytes ? StoredText.decode(bytes) : null;
        return RecordDecoder.status(text == null ? null : StoredText.unwrap(text));
    }

    private static Optional<JobStatus> statusOfJson(byte[] record) {
        JsonRecord json = record.length > BoundedConnection.MAX_RECORD ? null : JsonRecord.parse(record);
        return RecordDecoder.status(json == null ? null : json.text(RecordDecoder.STATUS));
    }
}
