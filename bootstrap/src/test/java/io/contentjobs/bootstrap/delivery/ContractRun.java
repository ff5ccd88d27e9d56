package io.contentjobs.bootstrap.delivery;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a test class that was compiled just now, as the build of its author would. */
final class ContractRun {
    private ContractRun() {}

    static TestExecutionSummary of(CompiledClasses classes, String name) throws Exception {
        URL[] directory = {classes.directory().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(directory, ContractRun.class.getClassLoader())) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass(name)))
                                    .build(),
                            listener);
            return listener.getSummary();
        }
    }
}
