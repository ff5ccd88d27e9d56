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
 *   <li>{@link io.contentjobs.redis.RedisStore} is what there is to wire: a reader, writers and a sign of life, over
 *       {@link io.contentjobs.redis.RedisUrl} or over a client that an embedder already has.
 *   <li>{@link io.contentjobs.redis.RedisProcess} is a Redis of our own, for demonstrations and tests.
 *   <li>Reading: {@code RedisJobReader} over {@code RecordReader} (which key, which form), {@code RecordDecoder} (what
 *       the fields mean) and {@code Reads} (how commands reach Redis: batched, or each on its own).
 *   <li>Writing: {@code RedisJobWriter} and its {@code Scripts}, one key each.
 *   <li>Connecting: {@code Clients} builds them, {@code ClusterPools} knows the nodes of a Cluster, {@code SingleAttempt}
 *       sends nothing twice, {@code LentConnection} gives up those to a server that does not serve, {@code Faults}
 *       translates.
 * </ul>
 */
@NullMarked
package io.contentjobs.redis;

import org.jspecify.annotations.NullMarked;
