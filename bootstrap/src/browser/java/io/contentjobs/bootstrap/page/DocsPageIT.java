package io.contentjobs.bootstrap.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code /docs} in a browser. {@link Visit} fails on a violation of the content security policy. */
@Tag("full")
final class DocsPageIT {
    @RegisterExtension
    private static final DemoSite SITE = new DemoSite("1s");

    @Test
    void docs_page_shows_the_contract_and_sends_a_request() {
        try (Visit visit = SITE.visit("/docs")) {
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
