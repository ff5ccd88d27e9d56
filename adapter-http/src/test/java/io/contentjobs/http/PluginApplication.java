package io.contentjobs.http;

import io.javalin.Javalin;
import io.javalin.http.ForbiddenResponse;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** A Javalin application with a route, a filter and error pages of its own, in which the plugin is mounted. */
final class PluginApplication {
    static final String PAGE = "<h1>the application's own page</h1>";
    static final String BANNED = "X-Banned";

    private PluginApplication() {}

    static Javalin start(JobStatusPlugin plugin, Duration idle) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.concurrency.useVirtualThreads = true;
                    config.jetty.addConnector((server, http) -> {
                        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
                        connector.setHost("127.0.0.1");
                        connector.setIdleTimeout(idle.toMillis());
                        connector.setAcceptedSendBufferSize(32 * 1_024);
                        return connector;
                    });
                    config.jetty.modifyServer(server -> server.setStopTimeout(8_000));
                    config.registerPlugin(plugin);
                    config.routes.before(ctx -> {
                        if (ctx.header(BANNED) != null) {
                            throw new ForbiddenResponse();
                        }
                    });
                    config.routes.get("/own", ctx -> ctx.result("own"));
                    for (int status = 400; status < 600; status++) {
                        config.routes.error(status, ctx -> ctx.html(PAGE));
                    }
                    config.routes.exception(
                            Exception.class, (failure, ctx) -> ctx.status(418).html(PAGE));
                })
                .start();
    }
}
