package io.contentjobs.application.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class with the JUnit that its class loader finds. */
public final class KitRun {
    private KitRun() {}

    /** Returns for each test that ran an empty text, or the message of its failure. The names are the tests' unique ids. */
    public static Map<String, String> of(Class<?> tests) {
        Map<String, String> messages = new LinkedHashMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() || result.getThrowable().isPresent()) {
                                    messages.put(
                                            test.getUniqueId(),
                                            result.getThrowable()
                                                    .map(Throwable::toString)
                                                    .orElse(""));
                                }
                            }
                        });
        return messages;
    }
}
