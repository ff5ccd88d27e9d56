/**
 * The use cases. They depend only on the ports of {@link io.contentjobs.domain}.
 *
 * <p>Connect, submit, complete and wait, with the lifetimes and intervals of the server (1 h, 7 d, 200 ms):
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
 * <ul>
 *   <li>{@link io.contentjobs.application.JobStatusLookup} reads the status of a job.
 *   <li>{@link io.contentjobs.application.JobStatusWatcher} waits for changes of jobs, with one thread for all callers.
 *   <li>{@link io.contentjobs.application.JobProgressRecorder} records the progress of workers.
 *   <li>{@link io.contentjobs.application.RetryingJobProgress} repeats a change until the store has acknowledged it.
 * </ul>
 *
 * <p>All public classes are thread-safe.
 */
@NullMarked
package io.contentjobs.application;

import org.jspecify.annotations.NullMarked;
