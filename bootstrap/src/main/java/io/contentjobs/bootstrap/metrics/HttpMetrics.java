package io.contentjobs.bootstrap.metrics;

import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.contentjobs.http.HttpListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Requests by route, method and status, and responses of the job-status resource by outcome. Keeps the meters, because
 * the lookup in the registry takes longer. Unknown methods and statuses share a series, so clients cannot add series.
 */
final class HttpMetrics implements HttpListener {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "other");
    private static final Duration[] ANSWERED_BOUNDS = Bounds.micros(
            500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000);
    private static final Duration[] HELD_BOUNDS = Bounds.millis(100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000);

    private final MeterRegistry registry;
    private final Map<Request, Timer> answered = new ConcurrentHashMap<>();
    private final Map<Answer, Counter> told = new HashMap<>();

    private record Request(String route, String method, int status) {}

    private record Answer(AnswerOutcome outcome, DeliveryMode mode) {}

    /** Registers all series that alerts use, because a first sample above 0 would hide the events before it. */
    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (DeliveryMode mode : DeliveryMode.values()) {
            for (AnswerOutcome outcome : AnswerOutcome.values()) {
                told.put(new Answer(outcome, mode), counter(outcome, mode));
            }
        }
        METHODS.forEach(method -> timer(new Request(NO_ROUTE, method, REFUSED_STATUS)));
    }

    @Override
    public void answered(String route, String method, int status, long nanos) {
        timer(new Request(route, METHODS.contains(method) ? method : "other", known(status)))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void held(DeliveryMode mode, int status, long nanos) {
        Timer.builder("content.jobs.held")
                .description("Time of waits and streams")
                .serviceLevelObjectives(HELD_BOUNDS)
                .tags("mode", label(mode), "status", String.valueOf(known(status)))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void told(AnswerOutcome outcome, DeliveryMode mode) {
        Objects.requireNonNull(told.get(new Answer(outcome, mode))).increment();
    }

    /** Calls {@code get} first, because {@code computeIfAbsent} may lock even if the key exists. */
    private Timer timer(Request request) {
        Timer known = answered.get(request);
        return known == null ? answered.computeIfAbsent(request, this::newTimer) : known;
    }

    private Timer newTimer(Request request) {
        return Timer.builder("http.server.requests")
                .description(
                        "Time of requests without waits and streams, from the end of the headers to the end of the response")
                .serviceLevelObjectives(ANSWERED_BOUNDS)
                .tags("route", request.route(), "method", request.method())
                .tag("status", String.valueOf(request.status()))
                .register(registry);
    }

    private Counter counter(AnswerOutcome outcome, DeliveryMode mode) {
        return Counter.builder("content.jobs.answers")
                .description("Responses of the job-status resource")
                .tags("outcome", label(outcome), "mode", label(mode))
                .register(registry);
    }

    private static int known(int status) {
        return status >= 100 && status <= 599 ? status : 0;
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
