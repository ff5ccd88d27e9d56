package io.contentjobs.examples.quarkus;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The jobs in Redis, for injection into the other beans. */
@ApplicationScoped
class Jobs {
    private final RedisStore store;

    Jobs(@ConfigProperty(name = "jobs.redis") String url) {
        store = RedisStore.connect(RedisUrl.parse(url));
    }

    @Produces
    @ApplicationScoped
    GetJobStatus statuses() {
        return new JobStatusLookup(store.reader());
    }

    @Produces
    @ApplicationScoped
    RecordJobProgress progress() {
        return new JobProgressRecorder(store.reader(), store.writer());
    }

    @PreDestroy
    void close() {
        store.close();
    }
}
