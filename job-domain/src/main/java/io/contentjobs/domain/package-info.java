/**
 * The domain: jobs, their values, and the ports of the use cases. It depends on no store, no protocol and no framework.
 *
 * <ul>
 *   <li>Validated values: {@link io.contentjobs.domain.JobId}, {@link io.contentjobs.domain.EventDraftId},
 *       {@link io.contentjobs.domain.JobType}, {@link io.contentjobs.domain.ImageUrls}; the stored record,
 *       {@link io.contentjobs.domain.Job}; the report to a client, {@link io.contentjobs.domain.JobReport}.
 *   <li>Driving ports, called by clients and workers: {@link io.contentjobs.domain.GetJobStatus},
 *       {@link io.contentjobs.domain.AwaitJobStatus}, {@link io.contentjobs.domain.RecordJobProgress}.
 *   <li>Driven ports, implemented by a store or an observer: {@link io.contentjobs.domain.JobReader},
 *       {@link io.contentjobs.domain.JobStatusReader}, {@link io.contentjobs.domain.JobWriter}, {@link io.contentjobs.domain.JobEndListener}.
 *   <li>Failures: {@link io.contentjobs.domain.JobException} and its four subclasses.
 * </ul>
 *
 * <p>With the use cases and a store in Redis: connect, submit, complete and wait, with the lifetimes and intervals of the server (1 h, 7 d, 200 ms):
 *
 * <pre>{@code
 * import io.contentjobs.application.*;
 * import io.contentjobs.domain.*;
 * import io.contentjobs.redis.*;
 *
 * try (var store = RedisStore.connect(RedisUrl.parse(System.getenv("REDIS_URL")));
 *         var jobs = new JobStatusWatcher(store.statuses(), new JobStatusLookup(store.reader()))) {
 *     var progress = new JobProgressRecorder(store.reader(), store.writer());
 *     var id = progress.submit(new EventDraftId("my-draft"), new JobType("IMAGE_GEN"));
 *     progress.complete(id, new ImageUrls("https://x.example/1.png", "https://x.example/2.png", "https://x.example/3.png"));
 *     System.out.println(jobs.await(id, java.time.Duration.ofSeconds(30)));
 * }
 * }</pre>
 *
 * <p>All values are immutable. All ports may be called from any number of threads at once. No parameter and no result is
 * null unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.contentjobs.domain;

import org.jspecify.annotations.NullMarked;
