package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: what the server listens on, and the host of a request. */
final class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost",
        "127.0.0.1, LOCALHOST.",
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1, [::1]",
        "127.0.0.1, [0:0:0:0:0:0:0:1]",
        "127.0.0.1, [::ffff:127.0.0.1]",
        "demo.example.com, Demo.Example.com",
        "demo.example.com, demo.example.com.",
        "demo.example.com, localhost",
        "192.0.2.7, 192.0.2.7",
        "2001:db8::1, [2001:DB8:0::1]",
        "0.0.0.0, 192.0.2.1",
        "0.0.0.0, [2001:db8::1]",
        "::, 192.0.2.1",
        "0:0:0:0:0:0:0:0, [2001:db8::1]",
    })
    void own_host_is_allowed(String listening, String host) {
        assertThat(AllowedHosts.of(listening).contains(host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, rebound.example.com",
        "127.0.0.1, localhost..",
        "127.0.0.1, localhost.example.com",
        "127.0.0.1, 127.0.0.2",
        "127.0.0.1, 127.1",
        "127.0.0.1, 2130706433",
        "127.0.0.1, 0.0.0.0",
        "127.0.0.1, [::]",
        "127.0.0.1, [localhost]x",
        "127.0.0.1, ''",
        "demo.example.com, example.com",
        "demo.example.com, x.demo.example.com",
        "0.0.0.0, rebound.example.com",
        "0.0.0.0, 192.0.2.1.example.com",
        "0.0.0.0, 192.0.2.1.2",
        "0.0.0.0, 0x7f.0.0.1",
        "::, [rebound.example.com]",
    })
    void other_host_is_refused(String listening, String host) {
        assertThat(AllowedHosts.of(listening).contains(host)).isFalse();
    }
}
