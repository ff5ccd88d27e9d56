package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusPathTest {
    @ParameterizedTest
    @CsvSource({
        "/api/content/jobs/x/status, x",
        "/api/content/jobs/status/status, status",
        "/api/content/jobs/%6A%6a-%5F%7e%2E%30/status, jj-_~.0",
        "/%61pi/conten%74/jobs/x/%73%74atus, x",
        "/api/content/jobs/%2F/status, %2F",
        "/api/content/jobs/%2f%3A%00%ff/status, %2f%3A%00%ff",
        "/api/content/jobs/%256A/status, %256A",
        "/api/content/jobs/%/status, %",
        "/api/content/jobs/%6/status, %6",
        "/api/content/jobs/%zz%6g/status, %zz%6g",
        "/api/content/jobs/%\u0666\u0666/status, %\u0666\u0666",
        "/api/content/jobs/a;b=c/status, a;b=c",
        "/api/content/jobs/../status, ..",
        "/api/content/jobs//status, ''",
    })
    void job_id_is_the_path_parameter(String path, String id) {
        assertThat(StatusPath.jobIdIn(path)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "/api/content/jobs",
                "/api/content/jobs/",
                "/api/content/jobs/status",
                "/api/content/jobs/x",
                "/api/content/jobs/x/",
                "/api/content/jobs/x/status/",
                "/api/content/jobs/x/status;v=1",
                "/api/content/jobs/x/statu",
                "/api/content/jobs/x/statuses",
                "/api/content/jobs/x/y/status",
                "/api/content/jobs/x//status",
                "//api/content/jobs/x/status",
                "/api//content/jobs/x/status",
                "/API/content/jobs/x/status",
                "/api/content/jobs%2Fx/status",
                "/api/content/jobs/x%2Fstatus",
                "/v1/api/content/jobs/x/status",
                "/api/content/jobs/x/status%",
                "api/content/jobs/x/status",
            })
    void other_paths_are_other_resources(String path) {
        assertThat(StatusPath.jobIdIn(path)).isEmpty();
    }

    @Test
    void missing_path_is_no_resource() {
        assertThat(StatusPath.jobIdIn(null)).isEmpty();
    }
}
