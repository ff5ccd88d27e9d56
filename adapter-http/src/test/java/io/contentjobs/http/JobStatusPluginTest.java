package io.contentjobs.http;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.RecordingListener;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.ScriptedWaiting;
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
    private final String path = pathOf(job);
    private final JobStatusPlugin plugin = new JobStatusPlugin(jobs, Servers.NO_WAITING);
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final List<Javalin> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Javalin::stop);
    }

    @Test
    void filter_of_the_application_can_refuse_a_poll() {
        int port = startPluginApplication(plugin);
        exchange(port, "GET", path, PluginApplication.BANNED + ": 1").is(403, PluginApplication.PAGE);
        assertThat(jobs.questions()).isZero();
        exchange(port, "GET", path).is(200);
    }

    @Test
    void application_keeps_its_routes_and_its_error_pages() {
        int port = startPluginApplication(plugin);
        exchange(port, "GET", "/own").is(200, "own");
        exchange(port, "GET", "/none").is(404, PluginApplication.PAGE);
        exchange(port, "GET", pathOf(Jobs.id())).contains("JOB_001");
    }

    /** Jetty counts the bytes that a servlet writes, and fails a request whose answer seems to be too short. */
    @Test
    void request_logger_of_the_application_receives_polls_whose_answers_are_complete() {
        int port = start(
                plugin,
                config -> config.requestLogger.http((ctx, millis) -> {
                    var response = ServletContextResponse.getServletContextResponse(ctx.res());
                    calls.add(ctx.statusCode() + " " + ctx.path() + " "
                            + response.getHttpOutput().isContentIncomplete());
                }));
        exchange(port, "GET", path);
        exchange(port, "GET", "/api/content/jobs/none/status");
        Await.until(() -> calls.size() == 2);
        assertThat(calls)
                .containsExactlyInAnyOrder("200 " + path + " false", "404 /api/content/jobs/none/status false");
    }

    @Test
    void after_handler_sees_the_answer_and_cannot_change_it() {
        int port = start(
                plugin,
                config -> config.routes.after(ctx -> {
                    calls.add(ctx.status() + " " + ctx.res().getContentType());
                    ctx.result("too late");
                }));
        try (LogCapture log = LogCapture.begin();
                RawConnection connection = RawConnection.to(port)) {
            String first =
                    connection.send(get(job)).receive().contains("PENDING").body();
            connection.send(get(job)).receive().is(200, first);
            Await.until(() -> calls.size() == 2);
            assertThat(calls).containsOnly("200 OK application/json");
            assertThat(log.events()).isEmpty();
        }
    }

    /** Among them are streams, and answers without a body, whose Content-Length is that of another answer. */
    @ParameterizedTest
    @CsvSource({
        "HEAD, Accept: */*, 200",
        "GET, If-None-Match: *, 304",
        "HEAD, If-None-Match: *, 304",
        "GET, Accept: text/event-stream, 200",
        "HEAD, Accept: text/event-stream, 200",
        "GET, Prefer: wait=0, 200",
    })
    void results_of_the_application_change_no_answer(String method, String header, int status) {
        AwaitJobStatus waiting =
                new ScriptedWaiting().withEach(listener -> listener.reported(new JobReport.Failed("x")));
        int port = start(new JobStatusPlugin(jobs, waiting), config -> {
            config.routes.before(ctx -> ctx.result("too early"));
            config.routes.after(ctx -> ctx.result("too late"));
        });
        try (LogCapture log = LogCapture.begin()) {
            RawResponse response = exchange(port, method, path, header).is(status);
            assertThat(response.body()).doesNotContain("too early", "too late");
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void filter_of_the_application_receives_the_roles() {
        var secured =
                new JobStatusPlugin(jobs, Servers.NO_WAITING, options -> options.roles = new RouteRole[] {Role.MEMBER});
        Queue<RouteRole> roles = new ConcurrentLinkedQueue<>();
        int port = start(secured, config -> config.routes.beforeMatched(ctx -> roles.addAll(ctx.routeRoles())));
        exchange(port, "GET", path);
        assertThat(roles).containsExactly(Role.MEMBER);
    }

    @Test
    void cors_of_the_application_answers_preflights() {
        int port = start(plugin, config -> config.bundledPlugins.enableCors(cors -> cors.addRule(CorsRule::anyHost)));
        exchange(port, "OPTIONS", path, "Origin: https://a.example", "Access-Control-Request-Method: GET")
                .is(200)
                .has("access-control-allow-origin", "*");
        exchange(port, "OPTIONS", path).is(405);
    }

    @Test
    void options_are_applied() {
        RecordingListener listener = new RecordingListener();
        int port = startPluginApplication(new JobStatusPlugin(jobs, Servers.NO_WAITING, options -> {
            options.pollInterval = Duration.ofMillis(4_001);
            options.maxWaiters = 0;
            options.listener = listener;
            options.caller = ctx -> {
                calls.add(ctx.path());
                return Optional.of("caller");
            };
        }));
        exchange(port, "GET", path, "Prefer: wait=5").has("retry-after", "5").has("preference-applied", "wait=0");
        assertThat(calls).containsExactly(path);
        exchange(port, "GET", path);
        assertThat(listener.await(4))
                .contains("answered GET " + HttpListener.STATUS_ROUTE + " 200", "told PENDING POLL");
        assertThat(listener.minNanos()).isNotNegative();
    }

    @Test
    void invalid_options_are_refused() {
        List<Consumer<JobStatusPlugin.Config>> invalid = List.of(
                options -> options.maxWait = Duration.ofMillis(999), options -> options.heartbeat = Duration.ZERO);
        assertThat(invalid)
                .allSatisfy(options -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new JobStatusPlugin(jobs, Servers.NO_WAITING, options)));
    }

    @Test
    void no_wait_begins_while_the_application_stops() {
        int port = startPluginApplication(plugin);
        started.get(0).unsafe.eventManager.fireEvent(JavalinLifecycleEvent.SERVER_STOPPING);
        exchange(port, "GET", path, "Prefer: wait=5").has("preference-applied", "wait=0");
        assertThat(plugin.waiters()).isZero();
        assertThat(plugin.streams()).isZero();
    }

    private int startPluginApplication(JobStatusPlugin with) {
        return kept(PluginApplication.start(with, Duration.ofSeconds(30)));
    }

    private int start(JobStatusPlugin with, Consumer<JavalinConfig> more) {
        return kept(Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.registerPlugin(with);
                    more.accept(config);
                })
                .start(0));
    }

    private int kept(Javalin application) {
        started.add(application);
        return application.port();
    }
}
