/**
 * Jobs in Redis, through Jedis, in a layout that any language can write:
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><th>key</th><th>type</th><th>content</th><th>lives</th></tr>
 *   <tr><td>{@code job:{jobId}}</td><td>hash</td>
 *       <td>{@code status}, {@code eventDraftId}, {@code type}, {@code createdAt} (ISO 8601 with offset)</td>
 *       <td>1 h from its last change</td></tr>
 *   <tr><td>{@code content:image:{eventDraftId}}</td><td>hash</td>
 *       <td>{@code simple}, {@code fancy}, {@code trendy}</td><td>7 d</td></tr>
 *   <tr><td>{@code job:{jobId}:error}</td><td>string</td><td>the message</td><td>1 h</td></tr>
 * </table>
 *
 * <p>Braces are placeholders. The keys of one job lie in different slots of a Cluster, so nothing takes two of them at
 * once: results are written before the status and read after it. Written is exactly this; read is more: a hash may be a
 * string holding the same JSON object, names and values may be quoted, values may carry type hints, other fields are
 * ignored.
 *
 * <ul>
 *   <li>{@link io.contentjobs.redis.RedisStore} has the readers and writers of jobs and a health check. It connects to a
 *       {@link io.contentjobs.redis.RedisUrl}, or uses a client that the application already has.
 *   <li>{@link io.contentjobs.redis.RedisProcess} is a Redis of our own, for demonstrations and tests.
 *   <li>{@link io.contentjobs.redis.RedisListener} receives measurements and failures.
 * </ul>
 */
@NullMarked
package io.contentjobs.redis;

import org.jspecify.annotations.NullMarked;
