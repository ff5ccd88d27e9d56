/**
 * Jobs in Redis, through Jedis, in a layout that any language can write:
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><th>key</th><th>type</th><th>content</th><th>time to live</th></tr>
 *   <tr><td>{@code job:{jobId}}</td><td>hash</td>
 *       <td>{@code status}, {@code eventDraftId}, {@code type}, {@code createdAt} (ISO 8601 with offset)</td>
 *       <td>1 h from its last change</td></tr>
 *   <tr><td>{@code content:image:{eventDraftId}}</td><td>hash</td>
 *       <td>{@code simple}, {@code fancy}, {@code trendy}</td><td>7 d</td></tr>
 *   <tr><td>{@code job:{jobId}:error}</td><td>string</td><td>the message</td><td>1 h</td></tr>
 * </table>
 *
 * <p>Braces are placeholders. The keys of one job are in different slots of a Cluster, so no command uses two of them. The
 * writer writes the result before the status, and the reader reads it after the status. The writer writes only this layout. The
 * reader also reads other forms: a string with the same JSON object instead of a hash, names and values in quotes, values with
 * type hints. It ignores other fields.
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
 *   <li>{@link io.contentjobs.redis.RedisStore} has the readers and writers of jobs and a health check. It connects to a
 *       {@link io.contentjobs.redis.RedisUrl}, or uses a client that the application already has.
 *   <li>{@link io.contentjobs.redis.RedisProcess} is a redis-server as a child process, for demonstrations and tests.
 *   <li>{@link io.contentjobs.redis.RedisListener} receives measurements and failures.
 * </ul>
 */
@NullMarked
package io.contentjobs.redis;

import org.jspecify.annotations.NullMarked;
