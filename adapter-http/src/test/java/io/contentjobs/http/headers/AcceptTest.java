package io.contentjobs.http.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.WordSource;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptTest {
    @ParameterizedTest
    @ValueSource(strings = " text/event-stream ")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/event-stream
            TEXT/Event-Stream
            text/event-stream;charset=utf-8
            text/event-stream;q=0.001
            text/event-stream ; q=1.000
            text/event-stream, */*
            */*, text/event-stream
            text/event-stream, application/*
            text/event-stream, text/html, */*;q=0.1
            text/event-stream, application/json;q=0.9
            application/json;q=0.9, text/event-stream
            text/event-stream;q=0.5, application/json;q=0.4, */*
            text/event-stream;q=0.1, application/json;q=0, */*
            text/event-stream;q=0.5, application/*;q=0.4, */*
            text/event-stream;q=0, text/event-stream
            text/html;x="a,b", text/event-stream
            ,, text/event-stream,
            text/event-stream, application/json;q=x
            """)
    void stream_is_preferred(String value) {
        assertThat(prefersEventStream(value)).isTrue();
    }

    @ParameterizedTest
    @WordSource("""
            */* text/* application/json application/* text/html text/event-stream;q=0 text/event-stream;q=x
            text/event-stream;q= text/event-stream;q text/event-stream;q=-1 text/event-stream;q=2 text/event-stream;q=0.5555
            text/event-stream;q=NaN text/event-streams xtext/event-stream text/html;x="text/event-stream"
            """)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``
            text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8
            text/event-stream;q=0.000, */*;q=0
            text/event-stream;q=0, text/*
            text/event-stream, application/json
            application/json, text/event-stream
            application/json;charset=utf-8, text/event-stream
            text/event-stream;q=0.5, application/json;q=0.5
            text/event-stream;q=0.9, application/json
            text/event-stream;q=0.9, */*
            text/event-stream;q=0.9, application/*, */*;q=0.1
            text/html;x=", text/event-stream
            """)
    void json_is_preferred(String value) {
        assertThat(prefersEventStream(value)).isFalse();
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(prefersEventStream("*/*", "text/event-stream")).isTrue();
        assertThat(prefersEventStream("text/event-stream", "application/json")).isFalse();
    }

    @Test
    void request_without_accept_prefers_json() {
        assertThat(prefersEventStream()).isFalse();
        assertThat(Accept.prefersEventStream(HttpFields.build().add("X-Accept", "text/event-stream")::getValuesList))
                .isFalse();
    }

    private static boolean prefersEventStream(String... values) {
        HttpFields.Mutable headers = HttpFields.build();
        List.of(values).forEach(value -> headers.add("accept", value));
        return Accept.prefersEventStream(headers::getValuesList);
    }
}
