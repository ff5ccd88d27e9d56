/** Jobs in Redis, through Jedis. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Jedis has a module name, but no descriptor
module io.contentjobs.redis {
    requires transitive io.contentjobs.domain;
    requires transitive redis.clients.jedis;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.pool2;
    requires org.slf4j;
    requires static org.jspecify;

    // Jedis needs these two, and cannot require them without a descriptor.
    requires com.google.gson;
    requires org.json;

    exports io.contentjobs.redis;
}
