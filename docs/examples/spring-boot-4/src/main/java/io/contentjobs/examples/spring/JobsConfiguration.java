package io.contentjobs.examples.spring;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs in Redis. Spring closes the watcher before the store. */
@Configuration
class JobsConfiguration {
    @Bean
    RedisStore store(@Value("${spring.data.redis.url}") String url) {
        return RedisStore.connect(RedisUrl.parse(url));
    }

    @Bean
    GetJobStatus jobs(RedisStore store) {
        return new JobStatusLookup(store.reader());
    }

    @Bean
    JobStatusWatcher waiting(RedisStore store, GetJobStatus jobs) {
        return new JobStatusWatcher(store.statuses(), jobs);
    }

    @Bean
    JobStatusResource resource(GetJobStatus jobs, JobStatusWatcher waiting) {
        return new JobStatusResource(
                jobs, waiting, new ResourceOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 10_000));
    }

    @Bean
    RecordJobProgress progress(RedisStore store, MeterRegistry meters) {
        var writer = store.writer();
        return new JobProgressRecorder(store.reader(), writer, Clock.systemUTC(), (type, outcome, time) -> {
            if (time != null) {
                String end = outcome.name().toLowerCase(Locale.ROOT);
                meters.timer("content.jobs.generation", "type", String.valueOf(type), "outcome", end)
                        .record(time);
            }
        });
    }

    @Bean
    HealthIndicator jobsHealthIndicator(RedisStore store) {
        return () -> (store.answers() ? Health.up() : Health.down()).build();
    }
}
