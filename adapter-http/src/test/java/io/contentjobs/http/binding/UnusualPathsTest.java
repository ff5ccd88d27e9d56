package io.contentjobs.http.binding;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.Mount;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.ScriptedJobs;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of the resource that Jetty or Javalin's router would refuse by themselves. */
@ParameterizedClass
@EnumSource(names = "PLUGIN", mode = EnumSource.Mode.EXCLUDE)
final class UnusualPathsTest {
    private final ScriptedJobs jobs = new ScriptedJobs();

    @AutoClose
    private final TestServer server;

    UnusualPathsTest(Mount mount) {
        server = mount.serve(jobs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%C0%AF", "%FF", "%u0041", "{id}", "<b>", "\u00e9", "a%2Fb", "%2e%2E", "a;b"})
    void malformed_id_is_refused_and_not_looked_up(String id) {
        String path = "/api/content/jobs/" + id + "/status";
        exchange(server.port(), "GET", path).isError(400, "JOB_002");
        exchange(server.port(), "DELETE", path).isError(405);
        assertThat(jobs.questions()).isZero();
    }

    @Test
    void needless_percent_encoding_changes_nothing() {
        String id = jobs.pending().value();
        String encoded = "%" + Integer.toHexString(id.charAt(0)) + id.substring(1);
        exchange(server.port(), "GET", "/api/content/%6aobs/" + encoded + "/%73tatus")
                .is(200)
                .contains("PENDING");
    }
}
