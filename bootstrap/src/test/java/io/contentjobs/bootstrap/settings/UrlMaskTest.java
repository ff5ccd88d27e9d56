package io.contentjobs.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlMaskTest {
    @ParameterizedTest
    @CsvSource({
        "redis://user:s3cret@host:6379/1, redis://****@host:6379/1",
        "redis://user:s3cret@host:port, redis://****@****",
        "redis://user:s3cret, redis://****",
        "redis://:s3@cret@host, redis://****@host",
        "redis://:s3/cret@host, redis://****@host",
        "redis://host:6379/0?password=s3cret, redis://****",
        "redis://host:6379/s3cret, redis://****",
        "redis:s3cret, ****",
        "redis:user:s3cret@host:6379, ****@host:6379",
        "user:s3cret@host:6379, ****@host:6379",
        "//:s3cret@[::1]:6379, //****@[::1]:6379",
        "s3cret, ****",
        "'redis://:s3\ncret@host', redis://****@host",
        "'redis-cluster://u:s3cret@a:1,[::1]:2,c', 'redis-cluster://****@a:1,[::1]:2,c'",
        "host:99999, host:99999",
        "redis://user:300300300, redis://****",
        "http://host, http://host",
    })
    void mask_hides_each_text_that_may_be_a_password(String url, String masked) {
        assertThat(UrlMask.mask(url)).isEqualTo(masked).doesNotContain("s3").doesNotContain("cret");
    }
}
