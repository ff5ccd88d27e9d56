package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, section 3.2. */
final class TraceParentTest {
    @ParameterizedTest
    @WordSource("""
            00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00
            cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more-of-a-later-version
            """)
    void valid_value_is_accepted(String value) {
        assertThat(TraceParent.isValid(value)).isTrue();
    }

    @ParameterizedTest
    @WordSource("""
            00
            00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01
            00-00000000000000000000000000000000-b7ad6b7169203331-01
            00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01
            ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
            00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more
            00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g
            """)
    @ValueSource(
            strings = {
                "",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-a b",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void invalid_value_is_refused(String value) {
        assertThat(TraceParent.isValid(value)).isFalse();
    }
}
