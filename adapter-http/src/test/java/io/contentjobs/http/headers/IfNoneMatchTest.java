package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IfNoneMatchTest {
    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @WordSource("""
            "abc" W/"abc" "x","abc" ,,"abc" "a,b","abc" "","abc" *
            """)
    @ValueSource(
            strings = {
                " \"abc\" ",
                "\t\"abc\"\t",
                "\"x\", W/\"y\" , W/\"abc\" ,\"z\"",
                ", ,\t, \"abc\",",
                "garbage, \"abc\"",
                "W/, \"abc\"",
                "\"x\" \"y\", \"abc\"",
                "*, \"abc\"",
                " *\t"
            })
    void header_names_the_tag(String value) {
        assertThat(names(value)).isTrue();
    }

    @ParameterizedTest
    @WordSource("""
            , abc "abc abc" "abcd" "ab" "ABC" w/"abc" W"abc" W/W/"abc" W/ W " "" ""abc"" "abc"x x"abc" "x,"abc"," ** "*"
            'abc' "ab\\c"
            """)
    @ValueSource(strings = {"", " ", "\" abc\"", "W/ \"abc\"", "\"abc\" \"x\"", "\"x, \"abc\"", "*, \"x\"", "\"x\", *"})
    void header_does_not_name_the_tag(String value) {
        assertThat(names(value)).isFalse();
    }

    @Test
    void missing_header_names_nothing() {
        HttpFields others = HttpFields.build().add(HttpHeader.IF_MATCH, TAG).add("If-None-Matches", TAG);
        assertThat(IfNoneMatch.names(others::getValuesList, TAG)).isFalse();
    }

    @Test
    void repeated_headers_all_count() {
        HttpFields several = HttpFields.build()
                .add(HttpHeader.IF_NONE_MATCH, "\"x\"")
                .add(HttpHeader.ACCEPT, "*")
                .add(HttpHeader.IF_NONE_MATCH, TAG);
        assertThat(IfNoneMatch.names(several::getValuesList, TAG)).isTrue();
    }

    private static boolean names(String value) {
        return IfNoneMatch.names(HttpFields.build().add(HttpHeader.IF_NONE_MATCH, value)::getValuesList, TAG);
    }
}
