package io.contentjobs.http.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.contentjobs.http.contract.ClientFilter;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract finds each mistake with the item that covers it, and finds none in a correct server. */
final class NaiveServerTest {
    private static final Map<String, Method> ITEMS = Arrays.stream(JobStatusHttpContract.class.getInterfaces())
            .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
            .filter(method ->
                    method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
            .collect(Collectors.toMap(Method::getName, method -> method));

    @AfterAll
    static void stop() {
        NaiveServerContract.SERVERS.close();
    }

    @ParameterizedTest
    @FieldSource("io.contentjobs.http.naive.Mistake#ALL")
    void mistake_is_found_by_its_item(Mistake mistake) {
        TestExecutionSummary summary = run(mistake, Objects.requireNonNull(ITEMS.get(mistake.item())));

        assertThat(summary.getTestsFailedCount())
                .as("failures of %s", mistake.item())
                .isPositive();
    }

    @Test
    void nothing_is_found_in_a_correct_server() {
        TestExecutionSummary summary = run(ClientFilter.NONE, ITEMS.values().toArray(Method[]::new));

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(ITEMS.size());
    }

    @Test
    void each_item_finds_a_mistake() {
        assertThat(Mistake.ALL.stream().map(Mistake::item)).containsAll(ITEMS.keySet());
    }

    private static TestExecutionSummary run(ClientFilter mistake, Method... items) {
        var listener = new SummaryGeneratingListener();
        NaiveServerContract.make(mistake);
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(items)
                                        .map(item -> selectMethod(NaiveServerContract.class, item))
                                        .toList())
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
