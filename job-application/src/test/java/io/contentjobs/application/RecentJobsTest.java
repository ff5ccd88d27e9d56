package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RecentJobsTest {
    private final RecentJobs recent = new RecentJobs();

    @Test
    void table_contains_most_of_ten_thousand_added_jobs_and_hardly_any_other() {
        List<JobId> added = Stream.generate(Jobs::id).limit(10_000).toList();
        added.forEach(recent::add);

        assertThat(added.stream().filter(recent::contains)).hasSizeGreaterThan(8_000);
        assertThat(Stream.generate(Jobs::id).limit(10_000).filter(recent::contains))
                .hasSizeLessThan(10);
    }

    /** Their hash codes differ in the upper 16 bits only. */
    @Test
    void jobs_with_similar_hash_codes_have_different_entries() {
        JobId one = Jobs.id();
        int hash = one.value().hashCode();
        JobId other = Stream.generate(Jobs::id)
                .filter(id -> id.value().hashCode() != hash && ((id.value().hashCode() ^ hash) & 0xFFFF) == 0)
                .findFirst()
                .orElseThrow();

        recent.add(one);
        recent.add(other);

        assertThat(recent.contains(one)).isTrue();
        assertThat(recent.contains(other)).isTrue();
    }

    @Test
    void empty_table_does_not_contain_an_id_with_hash_code_zero() {
        JobId zero = new JobId("abctNNaMsu");
        assertThat(zero.value().hashCode()).isZero();

        assertThat(recent.contains(zero)).isFalse();
        recent.add(zero);
        assertThat(recent.contains(zero)).isTrue();
    }
}
