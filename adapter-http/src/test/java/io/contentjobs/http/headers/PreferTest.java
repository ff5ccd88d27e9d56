package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreferTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            wait=10 | 10
            wait=0 | 0
            wait=007 | 7
            WAIT=3 | 3
            Wait = 3 | 3
            wait="3" | 3
            wait=3;a=b | 3
            wait=3 ; a ; b="x;y,z" | 3
            respond-async, wait=3 | 3
            respond-async,wait=3,return=minimal | 3
            ,, wait=3 , | 3
            a="wait=9, wait=8", wait=3 | 3
            a="\\", wait=9", wait=3 | 3
            handling=lenient; wait=9, wait=3 | 3
            wait=3, wait=9 | 3
            wait=99999999999999999999999999 | 1000000000
            """)
    void client_prefers_a_wait(String value, long seconds) {
        assertThat(waitIn(value)).hasValue(seconds);
    }

    @ParameterizedTest
    @WordSource("""
            wait wait= wait="" wait=" wait="3 wait=-1 wait=+1 wait=1.5 wait=1s wait=0x1 wait=1=2 wait:3 waits=3 respond-async
            a="wait=3 a="\\ "wait=3" wait=\u0663 ;wait=3 =,;="
            """)
    @ValueSource(strings = {"", "wait=1 2", "wait=x, wait=3"})
    void client_prefers_no_wait(String value) {
        assertThat(waitIn(value)).isEmpty();
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(waitIn("respond-async", "wait=3", "wait=4")).hasValue(3);
    }

    @Test
    void other_headers_do_not_count() {
        assertThat(Prefer.waitIn(HttpFields.build().add("Accept", "wait=3").add("Prefers", "wait=3")::getValuesList))
                .isEmpty();
    }

    @Test
    void long_headers_are_read() {
        assertThat(waitIn("a=\"b\\\";".repeat(1_000), ",".repeat(8_000), "wait=3"))
                .hasValue(3);
    }

    private static OptionalLong waitIn(String... values) {
        HttpFields.Mutable headers = HttpFields.build();
        List.of(values).forEach(value -> headers.add("prefer", value));
        return Prefer.waitIn(headers::getValuesList);
    }
}
