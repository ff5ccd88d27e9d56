package io.contentjobs.bootstrap.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A demo and the browser of the system, both for all tests of a class. */
final class DemoSite implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Deployment deployment = new Deployment();
    private final String demoDuration;
    private @Nullable Browser browser;
    private int port;

    /** @param demoDuration how long a demo job takes on average */
    DemoSite(String demoDuration) {
        this.demoDuration = demoDuration;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Playwright playwright = deployment.add(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
        LaunchOptions options = new LaunchOptions()
                .setExecutablePath(executable())
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        browser = deployment.add(playwright.chromium().launch(options));
        port = deployment.demo("DEMO_DURATION", demoDuration).httpPort();
    }

    private static Path executable() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name ->
                        Arrays.stream(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("None of " + NAMES + " is on the PATH: install chromium"));
    }

    Visit visit(String path) {
        return visit(path, new NewContextOptions().setViewportSize(1200, 860));
    }

    Visit visit(String path, NewContextOptions options) {
        return visit(port, path, options);
    }

    /** Opens the page of another demo, whose jobs take ten minutes and which takes no more jobs. */
    Visit visitBusyDemo(int jobs) throws Exception {
        int busy = deployment.demo("DEMO_DURATION", "10m").httpPort();
        for (int i = 0; i < jobs; i++) {
            int status = new Client(busy)
                    .send("POST", "/api/content/images/ok-sale/generate")
                    .statusCode();
            if (status != 202) {
                throw new AssertionError("Job " + i + ": " + status);
            }
        }
        return visit(busy, "/", new NewContextOptions().setViewportSize(1200, 860));
    }

    private Visit visit(int port, String path, NewContextOptions options) {
        return Visit.of(Objects.requireNonNull(browser), "http://127.0.0.1:" + port, path, options);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        deployment.afterAll(context);
    }
}
