package io.contentjobs.redis.connect;

import redis.clients.jedis.exceptions.JedisDataException;

/** Stands for a reply of Redis that was skipped, since it is larger than its reader allows. The next reply is read as usual. */
public final class ReplyTooLargeException extends JedisDataException {
    private static final long serialVersionUID = 1L;

    public ReplyTooLargeException() {
        super("The reply is too large");
    }
}
