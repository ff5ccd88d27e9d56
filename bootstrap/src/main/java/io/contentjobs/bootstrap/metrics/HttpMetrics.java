package io.contentjobs.bootstrap.metrics;

import io.contentjobs.http.AnswerOutcome;
import io.contentjobs.http.DeliveryMode;
import io.contentjobs.http.HttpListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * What is served, and how fast: requests by route, method and status, answers of the job-status resource by what they said.
 * Each request passes here, so nothing is looked up that can be kept.
 */
final class HttpMetrics implements HttpListener {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE");
    private static final String OTHER_METHOD = "other";
    private static final int SERVICE_UNAVAILABLE = 503;

    private static final Duration[] ANSWERED_BOUNDS = LongStream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000)
            .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
            .toArray(Duration[]::new);
    private static final Duration[] HELD_BOUNDS = LongStream.of(100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<String, MetersByStatus[]> answered = new ConcurrentHashMap<>();
    private final Map<DeliveryMode, MetersByStatus> held = new EnumMap<>(DeliveryMode.class);
    private final Map<DeliveryMode, Map<AnswerOutcome, Counter>> told = new EnumMap<>(DeliveryMode.class);

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (DeliveryMode manner : DeliveryMode.values()) {
            if (manner.isHeld()) {
                held.put(manner, new MetersByStatus(status -> heldTimer(manner, status)));
            }
        }
        for (DeliveryMode manner : DeliveryMode.values()) {
            Map<AnswerOutcome, Counter> counters = new EnumMap<>(AnswerOutcome.class);
            for (AnswerOutcome outcome : AnswerOutcome.values()) {
                counters.put(outcome, toldCounter(manner, outcome));
            }
            told.put(manner, counters);
        }
        // The alert on refused connections takes a rate of these: a first sample above zero would hide the refusals
        // before it.
        for (MetersByStatus byStatus : answered.computeIfAbsent(NO_ROUTE, this::timersOf)) {
            byStatus.of(SERVICE_UNAVAILABLE);
        }
    }

    @Override
    public void answered(String route, String method, int status, long nanos) {
        MetersByStatus[] byMethod = answered.get(route);
        if (byMethod == null) {
            byMethod = answered.computeIfAbsent(route, this::timersOf);
        }
        int index = METHODS.indexOf(method);
        byMethod[index < 0 ? METHODS.size() : index].of(status).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void held(DeliveryMode manner, int status, long nanos) {
        MetersByStatus byStatus = held.get(manner);
        if (byStatus != null) {
            byStatus.of(status).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void told(AnswerOutcome outcome, DeliveryMode manner) {
        Map<AnswerOutcome, Counter> counters = told.get(manner);
        Counter counter = counters == null ? null : counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    private MetersByStatus[] timersOf(String route) {
        MetersByStatus[] byMethod = new MetersByStatus[METHODS.size() + 1];
        for (int i = 0; i < byMethod.length; i++) {
            String method = i < METHODS.size() ? METHODS.get(i) : OTHER_METHOD;
            byMethod[i] = new MetersByStatus(status -> answeredTimer(route, method, status));
        }
        return byMethod;
    }

    private Timer answeredTimer(String route, String method, int status) {
        return Timer.builder("http.server.requests")
                .description(
                        "Requests that were answered at once, from the end of their fields to the end of the answer")
                .serviceLevelObjectives(ANSWERED_BOUNDS)
                .tags("route", route, "method", method, "status", String.valueOf(status))
                .register(registry);
    }

    private Timer heldTimer(DeliveryMode manner, int status) {
        return Timer.builder("content.jobs.held")
                .description("Requests that were kept open, and for how long")
                .serviceLevelObjectives(HELD_BOUNDS)
                .tags("manner", label(manner), "status", String.valueOf(status))
                .register(registry);
    }

    private Counter toldCounter(DeliveryMode manner, AnswerOutcome outcome) {
        return Counter.builder("content.jobs.answers")
                .description("Answers of the job-status resource")
                .tags("outcome", label(outcome), "manner", label(manner))
                .register(registry);
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
