package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

final class WaitParameterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=10 | 10
            a=b&wait=10 | 10
            wait=10&wait=20 | 10
            a&&=&wait=10& | 10
            %77a%69t=%31%30 | 10
            %zz=1&wait=10 | 10
            wait=%zz | %zz
            wait=%3 | %3
            wait=1=2 | 1=2
            wait=+1 | ' 1'
            wait=%F0%9F | \uFFFD
            wait | ''
            wait= | ''
            a=b&wait | ''
            wait&wait=3 | ''
            """)
    void value_is_found(String query, String value) {
        assertThat(WaitParameter.in(query)).contains(value);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @WordSource("& = Wait=1 waiting=1 a=wait=1 wait%3D1 wai%74%zz=1 a;wait=1")
    void parameter_is_missing(@Nullable String query) {
        assertThat(WaitParameter.in(query)).isEmpty();
    }
}
