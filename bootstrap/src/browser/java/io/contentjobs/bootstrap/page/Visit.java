package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/** The browser tab of one user. An error in the console, or a request to another host, fails the test in the end. */
final class Visit implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final double TIMEOUT_MILLIS = 120_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new CopyOnWriteArrayList<>();

    private Visit(BrowserContext context, String origin) {
        this.context = context;
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        context.setDefaultNavigationTimeout(TIMEOUT_MILLIS);
        context.onConsoleMessage(this::listen);
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().matches("(data:|blob:|\\Q" + origin + "\\E/).*")) {
                complaints.add("request to elsewhere: " + request.url());
            }
        });
        this.page = context.newPage();
    }

    /** @param path of the page, query included */
    static Visit of(Browser browser, String origin, String path, NewContextOptions options) {
        options.setLocale("ko-KR").setReducedMotion(ReducedMotion.REDUCE);
        Visit visit = new Visit(browser.newContext(options), origin);
        visit.page.navigate(origin + path);
        return visit;
    }

    /** Allows reports of failed requests that contain this text. */
    Visit expecting(String report) {
        expected.add(report);
        return this;
    }

    Page page() {
        return page;
    }

    void generate(String draft, String mode) {
        page.fill("#draft-id", draft);
        page.check("input[name=mode][value=" + mode + "]");
        page.click("#generate");
    }

    void awaitState(String state) {
        page.waitForSelector("body[data-state=" + state + "]");
    }

    void awaitShown(String selector) {
        page.locator(selector).waitFor();
    }

    String text(String selector) {
        return page.innerText(selector).strip();
    }

    boolean shows(String selector) {
        return page.isVisible(selector);
    }

    /** Returns the id of the element with the focus; its value if it has no id. */
    String focus() {
        return (String) page.evaluate("document.activeElement.id || document.activeElement.value || ''");
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Waits until all three images are loaded. */
    void awaitImages() {
        for (String style : List.of("simple", "fancy", "trendy")) {
            Locator image = page.locator("#image-" + style);
            page.waitForCondition(() -> (boolean) image.evaluate("image => image.complete && image.naturalWidth > 0"));
        }
    }

    boolean fitsItsWidth() {
        return (boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
    }

    /** Runs the action, which downloads an image, and returns the image. */
    BufferedImage saved(Runnable action) throws IOException {
        Download download = page.waitForDownload(action);
        assertThat(download.suggestedFilename()).endsWith(".png");
        Path file = download.path();
        assertThat(Files.readAllBytes(file)).startsWith(PNG);
        return ImageIO.read(file.toFile());
    }

    /** Takes the whole page, or the window if a dialog is open. */
    void screenshot(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(!page.isVisible("dialog")));
    }

    private void listen(ConsoleMessage message) {
        String text = message.type() + ": " + message.text() + " " + message.location();
        if (message.type().matches("error|warning") && expected.stream().noneMatch(text::contains)) {
            complaints.add(text);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
