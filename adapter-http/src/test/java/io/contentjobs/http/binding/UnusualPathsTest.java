package io.contentjobs.http.binding;

import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import org.junit.jupiter.api.AfterEach;
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
    private final Mount.Served server;

    UnusualPathsTest(Mount mount) {
        server = mount.serve(jobs);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%C0%AF", "%FF", "%u0041", "{id}", "<b>", "\u00e9", "a%2Fb", "%2e%2E", "a;b"})
    void malformed_id_is_refused_and_not_looked_up(String id) {
        String path = "/api/content/jobs/" + id + "/status";

        assertThat(exchange("GET", path).body())
                .isEqualTo("{\"code\":\"JOB_002\",\"message\":\"jobId 형식이 올바르지 않습니다\"}");
        assertThat(exchange("DELETE", path).status()).isEqualTo(405);
        assertThat(jobs.questions()).isZero();
    }

    @Test
    void percent_encoding_of_what_needs_none_changes_nothing() {
        JobId id = jobs.pending();

        assertThat(exchange(
                                "GET",
                                "/api/content/%6aobs/%"
                                        + Integer.toHexString(id.value().charAt(0))
                                        + id.value().substring(1) + "/%73tatus")
                        .body())
                .contains("PENDING");
    }

    private RawResponse exchange(String method, String path) {
        return RawConnection.exchange(server.port(), request(method, path));
    }
}
