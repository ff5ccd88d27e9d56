package io.contentjobs.redis.record;

/**
 * The scripts that write records. Each sets content and time to live in one step. A script runs DEL only if there is a key to
 * delete: after a script's first change Redis lets it go on although its memory is full, and a full Redis must refuse.
 */
final class Scripts {
    /** ARGV: time to live in ms, then fields and values. Returns 0 and does nothing if the key exists. */
    static final Script CREATE = new Script("""
            if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: time to live in ms, then fields and values. Replaces a value of any type. */
    static final Script REPLACE = new Script("""
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DEL', KEYS[1]) end
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: time to live in ms, the field's name, the status as read, the new status. Returns 0 if another status is stored now. */
    static final Script CHANGE_STATUS = new Script("""
            if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
            if redis.call('HGET', KEYS[1], ARGV[2]) ~= ARGV[3] then return 0 end
            redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """);

    /** ARGV: time to live in ms, the string as read, then fields and values. Returns 0 if another value is stored now. */
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
