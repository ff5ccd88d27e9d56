package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code /docs} in a browser, under its policy: that nothing is refused and nobody else is asked is {@link Visit}'s. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocsPageIT {
    private final Chromium chromium = Chromium.start();
    private final DemoServer server;

    DocsPageIT() throws Exception {
        server = DemoServer.start("1s");
    }

    @AfterAll
    void stop() {
        server.close();
        chromium.close();
    }

    @Test
    void contract_is_shown_and_can_be_tried() {
        try (Visit visit = Visit.of(chromium, server.url("/docs"))) {
            visit.awaitShown("#operations-job-getJobStatus");
            visit.awaitShown("#operations-operation-getReadiness");

            visit.page().click("#operations-job-getJobStatus .opblock-summary-control");
            visit.awaitShown("#operations-job-getJobStatus tr.response[data-code='410']");
            visit.page().click("#operations-job-getJobStatus button.execute");

            visit.awaitShown("#operations-job-getJobStatus .live-responses-table");
            assertThat(visit.text("#operations-job-getJobStatus .live-responses-table"))
                    .contains("200", "PROCESSING", "retry-after: 2");
            visit.screenshot("docs");
        }
    }
}
