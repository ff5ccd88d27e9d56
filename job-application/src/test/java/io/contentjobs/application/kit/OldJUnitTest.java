package io.contentjobs.application.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.domain.Job;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The contracts on the oldest version of JUnit that they support. The build copies its files. */
final class OldJUnitTest {
    private static final Path OLD_JUNIT = Path.of("target", "junit-5.10");

    @Test
    void store_in_memory_passes_each_contract_on_junit_5_10() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = oldJUnit()) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> run = loader.loadClass(KitRun.class.getName());
            Class<?> contracts = loader.loadClass(InMemoryJobStore.class.getName() + "Test");

            Map<?, ?> messages = (Map<?, ?>) run.getMethod("of", Class.class).invoke(null, contracts);

            assertThat(loader.loadClass(Test.class.getName())
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation())
                    .as("the file of JUnit")
                    .asString()
                    .contains("junit-jupiter-api-5.10.");
            assertThat(messages).as("tests that ran").hasSizeGreaterThan(80);
            assertThat(messages.values()).as("failures").allMatch(""::equals);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Has the files of this test, but no other version of JUnit. */
    private static URLClassLoader oldJUnit() throws Exception {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(OLD_JUNIT)) {
            for (Path file : files.toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        for (Class<?> type : new Class<?>[] {
            KitRun.class,
            io.contentjobs.application.JobStatusLookup.class,
            Job.class,
            Assertions.class,
            NullMarked.class
        }) {
            urls.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        urls.add(Class.forName("net.bytebuddy.ByteBuddy")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
