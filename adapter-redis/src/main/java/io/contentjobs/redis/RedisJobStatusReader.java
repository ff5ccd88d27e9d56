package io.contentjobs.redis;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Reads nothing but the status field, of all jobs at once; only what proves to be a string is read again, whole. */
final class RedisJobStatusReader implements JobStatusReader {
    private final Reads reads;
    private final Faults faults;

    RedisJobStatusReader(Reads reads, Faults faults) {
        this.reads = reads;
        this.faults = faults;
    }

    @Override
    public Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids) {
        Map<JobId, Optional<JobStatus>> found = new HashMap<>();
        List<JobId> asked = List.copyOf(ids);
        List<JobId> strings = new ArrayList<>();
        List<@Nullable Object> fields = ask(asked, RedisJobStatusReader::statusField);
        for (int i = 0; i < fields.size(); i++) {
            Object field = fields.get(i);
            if (RecordReader.isOfAnotherType(field)) {
                strings.add(asked.get(i));
            } else if (field == null || field instanceof byte[]) {
                found.put(asked.get(i), statusIn((byte[]) field));
            } else {
                tell(field);
            }
        }
        if (!strings.isEmpty()) {
            readStrings(strings, found);
        }
        return found;
    }

    private void readStrings(List<JobId> asked, Map<JobId, Optional<JobStatus>> found) {
        List<@Nullable Object> records = ask(asked, RedisJobStatusReader::wholeString);
        for (int i = 0; i < records.size(); i++) {
            Object record = records.get(i);
            if (RecordReader.isOfAnotherType(record)) {
                found.put(asked.get(i), Optional.empty());
            } else if (record == null || record instanceof byte[]) {
                found.put(asked.get(i), statusOfJson((byte[]) record));
            } else {
                tell(record);
            }
        }
    }

    /** Whoever waits goes on waiting; but that Redis refuses this user what others are not refused, somebody must say. */
    private void tell(Object noAnswer) {
        if (noAnswer instanceof JedisDataException error) {
            faults.note(error);
        }
    }

    private List<@Nullable Object> ask(List<JobId> ids, Function<String, CommandArguments> command) {
        return reads.executeAll(ids.stream().map(Keys::job).toList(), command);
    }

    private static CommandArguments statusField(String key) {
        return new CommandArguments(Command.HGET).key(key).add(RecordDecoder.STATUS);
    }

    private static CommandArguments wholeString(String key) {
        return new CommandArguments(Command.GET).key(key);
    }

    private static Optional<JobStatus> statusIn(byte @Nullable [] field) {
        String text = field == null ? null : StoredText.decode(field);
        return RecordDecoder.status(text == null ? null : StoredText.unwrap(text));
    }

    private static Optional<JobStatus> statusOfJson(byte @Nullable [] record) {
        JsonRecord json = record == null ? null : JsonRecord.parse(record);
        return RecordDecoder.status(json == null ? null : json.text(RecordDecoder.STATUS));
    }
}
