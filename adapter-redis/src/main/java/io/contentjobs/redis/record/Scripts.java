package io.contentjobs.redis.record;

/**
 * What is written in one step. Each sets the lifetime with the content. DEL comes only where there is something to
 * delete: after a first change Redis lets a script go on though its memory is full, and a full Redis must refuse.
 */
final class Scripts {
    /** ARGV: lifetime in ms, then fields and values. Returns 0, and does nothing, where there is a record. */
    static final Script CREATE = new Script("""
            if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: lifetime in ms, then fields and values. Whatever was there is gone. */
    static final Script REPLACE = new Script("""
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DEL', KEYS[1]) end
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: lifetime in ms, the field's name, the status as it was stored, the new one. Returns 0 where another is stored now. */
    static final Script CHANGE_STATUS = new Script("""
            if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
            if redis.call('HGET', KEYS[1], ARGV[2]) ~= ARGV[3] then return 0 end
            redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: lifetime in ms, the string as it was stored, then fields and values. Returns 0 where another is now. */
    static final Script REPLACE_STRING = new Script("""
            if redis.call('TYPE', KEYS[1]).ok ~= 'string' then return 0 end
            if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], unpack(ARGV, 3))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    private Scripts() {}
}
