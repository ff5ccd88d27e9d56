package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.HeardRequests;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.event.JavalinLifecycleEvent;
import io.javalin.plugin.bundled.CorsPluginConfig.CorsRule;
import io.javalin.security.RouteRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin in a Javalin application: what the application decides, and what the plugin decides. */
final class JobStatusPluginTest {
    private enum Role implements RouteRole {
        MEMBER
    }

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final JobId job = jobs.pending();
    private final List<Javalin> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Javalin::stop);
    }

    @Test
    void application_s_filter_can_refuse_a_poll() {
        Javalin application = application(new JobStatusPlugin(jobs, Servers.NO_WAITING));

        RawResponse refused = exchange(application, "GET", pathOf(job), PluginApplication.BANNED + ": 1");

        assertThat(refused.body()).isEqualTo(PluginApplication.PAGE);
        assertThat(jobs.questions()).isZero();
        assertThat(exchange(application, "GET", pathOf(job)).status()).isEqualTo(200);
    }

    @Test
    void application_keeps_its_routes_and_its_error_pages() {
        Javalin application = application(new JobStatusPlugin(jobs, Servers.NO_WAITING));

        assertThat(exchange(application, "GET", "/own").body()).isEqualTo("own");
        assertThat(exchange(application, "GET", "/none").body()).isEqualTo(PluginApplication.PAGE);
        assertThat(exchange(application, "GET", pathOf(new JobId("none"))).body())
                .contains("JOB_001");
    }

    @Test
    void application_s_request_logger_hears_of_polls() {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(jobs, Servers.NO_WAITING));
            config.requestLogger.http((ctx, millis) -> logged.add(ctx.status() + " " + ctx.path()));
        });

        exchange(application, "GET", pathOf(job));
        exchange(application, "GET", pathOf(new JobId("none")));

        Await.until(() -> logged.size() == 2);
        assertThat(logged)
                .containsExactlyInAnyOrder("200 OK " + pathOf(job), "404 Not Found /api/content/jobs/none/status");
    }

    @Test
    void after_handler_sees_the_answer_and_cannot_spoil_it() {
        Queue<String> types = new ConcurrentLinkedQueue<>();
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(jobs, Servers.NO_WAITING));
            config.routes.after(ctx -> {
                types.add(ctx.status() + " " + ctx.res().getContentType());
                ctx.result("too late");
            });
        });

        try (LogCapture log = LogCapture.begin();
                RawConnection connection = RawConnection.to(application.port())) {
            String request = "GET " + pathOf(job) + " HTTP/1.1\r\nHost: h\r\n\r\n";
            String first = connection.send(request).receive().body();

            assertThat(first).contains("PENDING");
            assertThat(connection.send(request).receive().body()).isEqualTo(first);
            Await.until(() -> types.size() == 2);
            assertThat(types).containsOnly("200 OK application/json");
            assertThat(log.events()).isEmpty();
        }
    }

    /** Among them streams, and answers without a body: their Content-Length is that of another answer. */
    @ParameterizedTest
    @CsvSource({
        "HEAD, Accept: */*, 200",
        "GET, If-None-Match: *, 304",
        "HEAD, If-None-Match: *, 304",
        "GET, Accept: text/event-stream, 200",
        "HEAD, Accept: text/event-stream, 200",
        "GET, Prefer: wait=0, 200",
    })
    void application_s_results_spoil_no_answer(String method, String header, int status) {
        AwaitJobStatus waiting = (id, enough, atMost) -> new JobReport.Failed("x");
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(jobs, waiting));
            config.routes.before(ctx -> ctx.result("too early"));
            config.routes.after(ctx -> ctx.result("too late"));
        });

        try (LogCapture log = LogCapture.begin();
                RawConnection connection = RawConnection.to(application.port())) {
            String answer = connection
                    .send(request(method, pathOf(job), header, "Connection: close"))
                    .receiveAll();

            assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("too early", "too late");
            assertThat(log.events()).isEmpty();
        }
    }

    /** Jetty counts what a servlet writes, and fails a request whose answer seems to be too short. */
    @Test
    void no_answer_seems_too_short() {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(jobs, Servers.NO_WAITING));
            config.requestLogger.http((ctx, millis) -> logged.add(ctx.statusCode() + " "
                    + ServletContextResponse.getServletContextResponse(ctx.res())
                            .getHttpOutput()
                            .isContentIncomplete()));
        });

        exchange(application, "GET", pathOf(job), "");
        exchange(application, "GET", pathOf(new JobId("none")), "");

        Await.until(() -> logged.size() == 2);
        assertThat(logged).containsExactlyInAnyOrder("200 false", "404 false");
    }

    @Test
    void roles_are_told_to_the_application_s_filter() {
        Queue<RouteRole> roles = new ConcurrentLinkedQueue<>();
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(
                    jobs, Servers.NO_WAITING, options -> options.roles = new RouteRole[] {Role.MEMBER}));
            config.routes.beforeMatched(ctx -> roles.addAll(ctx.routeRoles()));
        });

        exchange(application, "GET", pathOf(job));

        assertThat(roles).containsExactly(Role.MEMBER);
    }

    @Test
    void application_s_cors_answers_preflights() {
        Javalin application = start(config -> {
            config.registerPlugin(new JobStatusPlugin(jobs, Servers.NO_WAITING));
            config.bundledPlugins.enableCors(cors -> cors.addRule(CorsRule::anyHost));
        });

        RawResponse preflight = exchange(
                application, "OPTIONS", pathOf(job), "Origin: https://a.example", "Access-Control-Request-Method: GET");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.field("access-control-allow-origin")).isEqualTo("*");
        assertThat(exchange(application, "OPTIONS", pathOf(job)).status()).isEqualTo(405);
    }

    @Test
    void listener_hears_of_polls_as_the_server_s_does() {
        HeardRequests heard = new HeardRequests();
        Javalin application =
                application(new JobStatusPlugin(jobs, Servers.NO_WAITING, options -> options.listener = heard));

        exchange(application, "GET", pathOf(job));

        assertThat(heard.await(2))
                .containsExactly("answered GET " + HttpListener.STATUS_ROUTE + " 200", "told PENDING POLL");
        assertThat(heard.minNanos()).isNotNegative();
    }

    @Test
    void options_are_applied() {
        Queue<String> callers = new ConcurrentLinkedQueue<>();
        Javalin application = application(new JobStatusPlugin(jobs, Servers.NO_WAITING, options -> {
            options.pollInterval = Duration.ofMillis(4_001);
            options.maxWaiters = 0;
            options.caller = ctx -> {
                callers.add(ctx.path());
                return Optional.of("caller");
            };
        }));

        RawResponse response = exchange(application, "GET", pathOf(job), "Prefer: wait=5");

        assertThat(response.field("retry-after")).isEqualTo("5");
        assertThat(response.field("preference-applied")).isEqualTo("wait=0");
        assertThat(callers).containsExactly(pathOf(job));
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new JobStatusPlugin(
                        jobs, Servers.NO_WAITING, options -> options.maxWait = Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new JobStatusPlugin(jobs, Servers.NO_WAITING, options -> options.heartbeat = Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_wait_begins_while_the_application_stops() {
        JobStatusPlugin plugin = new JobStatusPlugin(jobs, Servers.NO_WAITING);
        Javalin application = application(plugin);
        application.unsafe.eventManager.fireEvent(JavalinLifecycleEvent.SERVER_STOPPING);

        RawResponse response = exchange(application, "GET", pathOf(job), "Prefer: wait=5");

        assertThat(response.field("preference-applied")).isEqualTo("wait=0");
        assertThat(plugin.waiters()).isZero();
        assertThat(plugin.streams()).isZero();
    }

    private Javalin application(JobStatusPlugin plugin) {
        return kept(PluginApplication.start(plugin, Duration.ofSeconds(30)));
    }

    private Javalin start(Consumer<JavalinConfig> config) {
        return kept(Javalin.create(config.andThen(all -> {
                    all.startup.showJavalinBanner = false;
                    all.startup.startupWatcherEnabled = false;
                }))
                .start(0));
    }

    private Javalin kept(Javalin application) {
        started.add(application);
        return application;
    }

    private static RawResponse exchange(Javalin application, String method, String path, String... headers) {
        return RawConnection.exchange(application.port(), request(method, path, headers));
    }
}
