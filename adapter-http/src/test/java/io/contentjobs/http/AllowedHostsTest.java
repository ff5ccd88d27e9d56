package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1        | localhost LOCALHOST. 127.0.0.1 [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]
            demo.example.com | Demo.Example.com demo.example.com. localhost
            192.0.2.7        | 192.0.2.7
            2001:db8::1      | [2001:DB8:0::1]
            0.0.0.0          | 192.0.2.1 [2001:db8::1]
            ::               | 192.0.2.1
            0:0:0:0:0:0:0:0  | [2001:db8::1]
            """)
    void own_hosts_are_allowed(String listening, String hosts) {
        assertThat(hosts.split(" ", -1)).allMatch(AllowedHosts.of(listening)::contains);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1        | rebound.example.com localhost.. localhost.example.com 127.0.0.2 127.1 2130706433 0.0.0.0
            127.0.0.1        | [::] [localhost]x
            127.0.0.1        | ''
            demo.example.com | example.com x.demo.example.com
            0.0.0.0          | rebound.example.com 192.0.2.1.example.com 192.0.2.1.2 0x7f.0.0.1
            ::               | [rebound.example.com]
            """)
    void other_hosts_are_refused(String listening, String hosts) {
        assertThat(hosts.split(" ", -1)).noneMatch(AllowedHosts.of(listening)::contains);
    }
}
