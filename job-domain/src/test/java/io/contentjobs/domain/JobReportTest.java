package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JobReportTest {
    private static final ImageUrls URLS =
            new ImageUrls("https://x.example.com/s", "https://x.example.com/f", "https://x.example.com/t");

    @ParameterizedTest
    @EnumSource
    void each_kind_of_report_has_its_status(JobStatus status) {
        if (status.isTerminal()) {
            assertThatThrownBy(() -> new JobReport.InProgress(status))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(status + " is not in progress");
        } else {
            assertThat(new JobReport.InProgress(status).status()).isEqualTo(status);
        }
        assertThat(new JobReport.Completed(URLS).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(new JobReport.Failed("error").status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void match_calls_the_function_for_the_kind_of_report() {
        Stream<JobReport> reports = Stream.of(
                new JobReport.InProgress(JobStatus.PROCESSING),
                new JobReport.Completed(URLS),
                new JobReport.Failed("error"));

        assertThat(reports.map(report -> report.<String>match(
                        inProgress -> "in progress: " + inProgress.status(),
                        completed -> "completed: " + completed.imageUrls().fancy(),
                        failed -> "failed: " + failed.error())))
                .containsExactly("in progress: PROCESSING", "completed: https://x.example.com/f", "failed: error");
    }

    @Test
    void match_returns_null_if_the_function_does() throws Exception {
        Stream<JobReport> reports = Stream.of(
                new JobReport.InProgress(JobStatus.PENDING),
                new JobReport.Completed(URLS),
                new JobReport.Failed("error"));

        assertThat(reports.map(report ->
                        report.<@Nullable String>match(inProgress -> null, completed -> null, failed -> null)))
                .containsOnlyNulls();
        for (Class<?> type : JobReport.class.getPermittedSubclasses()) {
            assertThat(resultBound(type)).isNotNull();
        }
        assertThat(resultBound(JobReport.class)).isNotNull();
    }

    /** Callers in Kotlin, and checkers of nullness, read the annotation of the result's bound. */
    private static @Nullable Nullable resultBound(Class<?> type) throws Exception {
        return type.getMethod("match", Function.class, Function.class, Function.class)
                .getTypeParameters()[0]
                .getAnnotatedBounds()[0]
                .getAnnotation(Nullable.class);
    }

    @Test
    void unknown_error_is_the_one_of_the_contract() {
        assertThat(JobReport.Failed.UNKNOWN_ERROR).isEqualTo("이미지 생성 실패");
    }

    @Test
    void error_is_cut_to_4096_code_points() {
        String longest = "🙈".repeat(4096);

        assertThat(new JobReport.Failed(longest).error()).isEqualTo(longest);
        assertThat(new JobReport.Failed(longest + "x").error()).isEqualTo("🙈".repeat(4095) + "…");
        assertThat(new JobReport.Failed("x".repeat(10_000_000)).error()).isEqualTo("x".repeat(4095) + "…");
    }
}
