package io.contentjobs.examples.spring;

import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port. */
record RunningApplication(ConfigurableApplicationContext context) implements AutoCloseable {
    static RunningApplication on(RedisProcess redis) {
        return start(redis.url().toString());
    }

    static RunningApplication on(ClosedPort noRedis) {
        return start("redis://127.0.0.1:" + noRedis.port());
    }

    private static RunningApplication start(String redis) {
        return new RunningApplication(SpringApplication.run(
                Application.class,
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.endpoint.health.show-components=always",
                "--spring.data.redis.url=" + redis));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
