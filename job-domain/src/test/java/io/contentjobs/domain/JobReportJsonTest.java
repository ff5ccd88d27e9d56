package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports as a Jackson mapper without modules and annotations writes them. */
final class JobReportJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void job_in_progress_has_its_status(JobStatus status) throws Exception {
        assertJson(new JobReport.InProgress(status), "{'status':'" + status + "','overdueAt':null}");
    }

    @Test
    void completed_job_has_its_status_and_its_images() throws Exception {
        ImageUrls urls = new ImageUrls("https://x.example.com/s", "https://x.example.com/f", "https://x.example.com/t");

        assertJson(
                new JobReport.Completed(urls),
                "{'status':'COMPLETED','imageUrls':{'simple':'https://x.example.com/s',"
                        + "'fancy':'https://x.example.com/f','trendy':'https://x.example.com/t'}}");
    }

    @Test
    void failed_job_has_its_status_and_its_error() throws Exception {
        assertJson(new JobReport.Failed("그림이 없습니다"), "{'status':'FAILED','error':'그림이 없습니다'}");
    }

    /** The static type decides which properties a mapper looks for. */
    private void assertJson(JobReport report, String expected) throws Exception {
        JsonNode tree = mapper.readTree(expected.replace('\'', '"'));

        assertThat(mapper.readTree(mapper.writeValueAsString(report))).isEqualTo(tree);
        assertThat(mapper.readTree(mapper.writerFor(report.getClass()).writeValueAsString(report)))
                .isEqualTo(tree);
        assertThat(mapper.readTree(mapper.writerFor(JobReport.class).writeValueAsString(report))
                        .get("status"))
                .isEqualTo(tree.get("status"));
    }
}
