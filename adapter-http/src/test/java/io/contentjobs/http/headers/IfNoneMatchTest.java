package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IfNoneMatchTest {
    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc\"",
                "W/\"abc\"",
                " \"abc\" ",
                "\t\"abc\"\t",
                "\"x\",\"abc\"",
                "\"x\", W/\"y\" , W/\"abc\" ,\"z\"",
                ",,\"abc\"",
                ", ,\t, \"abc\",",
                "\"a,b\",\"abc\"",
                "\"\",\"abc\"",
                "garbage, \"abc\"",
                "W/, \"abc\"",
                "\"x\" \"y\", \"abc\"",
                "*, \"abc\"",
                "*",
                " *\t"
            })
    void names_the_tag(String value) {
        assertThat(names(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "abc",
                "\"abc",
                "abc\"",
                "\"abcd\"",
                "\"ab\"",
                "\"ABC\"",
                "\" abc\"",
                "w/\"abc\"",
                "W\"abc\"",
                "W/W/\"abc\"",
                "W/ \"abc\"",
                "W/",
                "W",
                "\"",
                "\"\"",
                "\"\"abc\"\"",
                "\"abc\"x",
                "x\"abc\"",
                "\"abc\" \"x\"",
                "\"x,\"abc\",\"",
                "\"x, \"abc\"",
                "**",
                "*, \"x\"",
                "\"*\"",
                "\"x\", *",
                "'abc'",
                "\"ab\\c\""
            })
    void does_not_name_the_tag(String value) {
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
