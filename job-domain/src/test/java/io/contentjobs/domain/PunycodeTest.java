package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PunycodeTest {
    private static final String HANGUL_OF_59_BYTES = "vn0bz2cilkcz82be4djqc22g8xdrsa99c64c3wdb6rg0nir5afcb307b7nc";
    private static final String HANGUL_OF_60_BYTES = "e49a35al8fl8gkin9n0un7zb82bz9sp3hmpf4nn2ka90gmsn0ke4rei9db5e";

    /** Strings of RFC 3492, section 7.1, in lower case. */
    @ParameterizedTest
    @CsvSource({
        "egbpdaj6bu4bxfgehfvwxn, ليهمابتكلموشعربي؟",
        "ihqwcrb4cv8a8dqg056pqjye, 他们为什么不说中文",
        "ihqwctvzc91f659drss3x8bo0yb, 他們爲什麽不說中文",
        "proprostnemluvesky-uyb24dma41a, pročprostěnemluvíčesky",
        "4dbcagdahymbxekheh6e0a7fei0b, למההםפשוטלאמדבריםעברית",
        "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa, なぜみんな日本語を話してくれないのか",
        "b1abfaaepdrnnbgefbadotcwatmq2g4l, почемужеонинеговорятпорусски",
        "3b-ww4c5e180e575a65lsy2b, 3年b組金八先生",
        "majikoi5-783gue6qz075azm5e, majiでkoiする5秒前",
        "de-jg4avhby1noc0d, パフィーdeルンバ",
        "d9juau41awczczp, そのスピードで"
    })
    void label_is_decoded(String encoded, String decoded) {
        assertThat(Punycode.decode(encoded)).isEqualTo(decoded);
    }

    @Test
    void label_that_the_jdk_encodes_is_decoded() {
        Random random = new Random(3492);
        for (int i = 0; i < 20_000; i++) {
            String label = label(random);
            String encoded = IDN.toASCII(label).substring("xn--".length());
            assertThat(Punycode.decode(encoded)).isEqualTo(label);
        }
    }

    /** Returns code points that IDNA 2003 does not change, some of them close together and some far apart. */
    private static String label(Random random) {
        StringBuilder label = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            label.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> 'a' + random.nextInt(26);
                        case 1 -> '0' + random.nextInt(10);
                        case 2 -> 0xAC00 + random.nextInt(11_172);
                        default -> 0x20000 + random.nextInt(0x1000);
                    });
        }
        return label.append('가').append('각').toString();
    }

    @ParameterizedTest
    @CsvSource({"hb9b, 55295", "0y0c, 57344", "dn32g, 1114111", "a, 128"})
    void limits_of_the_code_points_are_decoded(String encoded, int codePoint) {
        assertThat(Punycode.decode(encoded).codePoints()).containsExactly(codePoint);
    }

    @Test
    void other_text_is_not_punycode() {
        String texts = "ib9b zy0c en32g b a-b hb9 hb9{b hb9`b hb9/b hb9:b hb9Bb 99999999 99999999999999";
        for (String text : texts.split(" ", -1)) {
            assertThat(Punycode.decode(text)).as(text).isEmpty();
        }
    }

    @Test
    void label_has_at_most_59_bytes_after_its_prefix() {
        assertThat(Punycode.decode(HANGUL_OF_59_BYTES)).isEqualTo("넵뷸놸좪뇊햺탂픮솰몎쓽뾢꺠샱럴쁅턎뽡뮻");
        assertThat(Punycode.decode(HANGUL_OF_60_BYTES)).isEmpty();
    }
}
