package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** Error replies as Redis 6 and 7 word them. */
final class NotServingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "READONLY You can't write against a read only replica.",
                "READONLY You can't write against a read only replica. script: a1b2, on @user_script:2.",
                "ERR Error running script (call to f_a1b2): @user_script:2: @user_script: 2: -READONLY You can't write"
                        + " against a read only replica.",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
                "NOREPLICAS Not enough good replicas to write.",
                "CLUSTERDOWN The cluster is down",
                "CLUSTERDOWN Hash slot not served",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "LOADING Redis is loading the dataset in memory",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "NOAUTH Authentication required.",
                "ERR Protocol error: unauthenticated multibulk length",
                "WRONGPASS invalid username-password pair or user is disabled."
            })
    void error_says_that_the_server_does_not_serve(String reply) {
        assertThat(NotServing.isSaidBy(new JedisDataException(reply))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "NOPERM this user has no permissions to run the 'evalsha' command",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "NOSCRIPT No matching script. Please use EVAL.",
                "BUSYKEY Target key name already exists.",
                "BUSYGROUP Consumer Group name already exists",
                "CROSSSLOT Keys in request don't hash to the same slot",
                "EXECABORT Transaction discarded because of previous errors.",
                "MOVED 3999 127.0.0.1:6381",
                "ASK 3999 127.0.0.1:6381",
                "ERR value is not READONLY",
                "ERR unknown command 'LOADING'",
                ""
            })
    void error_concerns_the_command_the_key_or_the_user(@Nullable String reply) {
        assertThat(NotServing.isSaidBy(new JedisDataException(reply))).isFalse();
    }
}
