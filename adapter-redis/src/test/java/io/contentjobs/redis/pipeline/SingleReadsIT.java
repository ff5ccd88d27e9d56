package io.contentjobs.redis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.JobReaderContract;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.OwnClients;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.record.RecordDecoder;
import io.contentjobs.redis.record.RecordReader;
import io.contentjobs.redis.record.RedisJobReader;
import io.contentjobs.redis.record.UnreadableRecords;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RedisProxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SingleReadsIT extends JobReaderContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final List<ClientSource> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ClientSource::close);
    }

    @Override
    protected JobReader reader() {
        return reader(REDIS.url());
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }

    @Override
    protected JobReader readerOfAStoreThatIsDown() {
        return reader(REDIS.urlThatIsDown());
    }

    @Test
    void read_whose_reply_is_lost_is_made_again() throws IOException {
        Job job = Jobs.pending();
        REDIS.fixture().put(job);
        try (RedisProxy proxy = RedisProxy.plain(REDIS.port())) {
            JobReader reader = reader(RedisUrl.parse("redis://127.0.0.1:" + proxy.port()));
            assertThat(reader.find(job.id())).contains(job);

            proxy.loseReplyTo("HGETALL");

            assertThat(reader.find(job.id())).contains(job);
        }
    }

    @Test
    void interrupted_caller_is_no_outage() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.lines()).isEmpty();
        }
    }

    private JobReader reader(RedisUrl url) {
        RedisErrors errors = new RedisErrors();
        UnreadableRecords unreadable = new UnreadableRecords();
        ClientSource clients = OwnClients.of(url, errors, RealRedis.TIMEOUT);
        opened.add(clients);
        Reads reads = new SingleReads(clients, errors, RealRedis.TIMEOUT);
        return new RedisJobReader(
                new RecordReader(reads, errors, unreadable), new RecordDecoder(unreadable), unreadable);
    }
}
