package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

final class StatusPathTest {
    @ParameterizedTest
    @CsvSource({
        "x, x",
        "status, status",
        "%6A%6a-%5F%7e%2E%30, jj-_~.0",
        "%2F, %2F",
        "%2f%3A%00%ff, %2f%3A%00%ff",
        "%256A, %256A",
        "%, %",
        "%6, %6",
        "%zz%6g, %zz%6g",
        "%\u0666\u0666, %\u0666\u0666",
        "a;b=c, a;b=c",
        "'..', ..",
        "'', ''",
    })
    void job_id_is_the_path_parameter(String segment, String id) {
        assertThat(StatusPath.jobIdIn("/api/content/jobs/" + segment + "/status"))
                .contains(id);
    }

    @Test
    void other_segments_may_be_percent_encoded() {
        assertThat(StatusPath.jobIdIn("/%61pi/conten%74/jobs/x/%73%74atus")).contains("x");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @WordSource("""
            / * /api/content/jobs /api/content/jobs/ /api/content/jobs/status /api/content/jobs/x /api/content/jobs/x/
            /api/content/jobs/x/status/ /api/content/jobs/x/status;v=1 /api/content/jobs/x/statu /api/content/jobs/x/statuses
            /api/content/jobs/x/y/status /api/content/jobs/x//status //api/content/jobs/x/status /api//content/jobs/x/status
            /API/content/jobs/x/status /api/content/jobs%2Fx/status /api/content/jobs/x%2Fstatus
            /v1/api/content/jobs/x/status /api/content/jobs/x/status% api/content/jobs/x/status
            """)
    void other_path_is_no_status(@Nullable String path) {
        assertThat(StatusPath.jobIdIn(path)).isEmpty();
    }
}
