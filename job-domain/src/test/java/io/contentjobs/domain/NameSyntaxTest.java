package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one syntax of the three kinds of names. */
final class NameSyntaxTest {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What often goes wrong: separators of keys and paths, braces, escapes, neighbours in ASCII, other scripts. */
    private static final String SUSPECTS = ":{}/\\%.,;*?[]()<>\"'`@^~|&=+#!$ \t\r\n\0\u007F\u0130é가_-azAZ09";

    private static final List<Kind> KINDS = List.of(
            new Kind(text -> new JobId(text).value(), text -> JobId.parse(text).map(JobId::value)),
            new Kind(
                    text -> new EventDraftId(text).value(),
                    text -> EventDraftId.parse(text).map(EventDraftId::value)),
            new Kind(
                    text -> new JobType(text).name(),
                    text -> JobType.parse(text).map(JobType::name)));

    private record Kind(UnaryOperator<String> make, Function<String, Optional<String>> parse) {
        void accepts(String text) {
            assertThat(make.apply(text)).isEqualTo(text);
            assertThat(parse.apply(text)).contains(text);
        }

        void refuses(String text) {
            assertThat(parse.apply(text)).as(text).isEmpty();
            assertThatThrownBy(() -> make.apply(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(" must match [A-Za-z0-9_-]{1,64}");
        }
    }

    static Stream<String> accepted() {
        return Stream.of(
                "a",
                "Z",
                "0",
                "9",
                "_",
                "-",
                "--__--",
                "IMAGE_GEN",
                "job-12345",
                "550e8400-e29b-41d4-a716-446655440000",
                "error",
                "x".repeat(63),
                "x".repeat(64));
    }

    static Stream<String> refused() {
        return Stream.of(
                "",
                " ",
                "x:error",
                ":",
                "{x}",
                "a{b",
                "a}b",
                "a/b",
                "../x",
                "a%2Fb",
                "a%2fb",
                "%00",
                "a\0",
                "\0",
                "a b",
                " a",
                "a ",
                "a\n",
                "a\r\nSET x y",
                "a.b",
                "a,b",
                "a*",
                "?",
                "[a-z]",
                "a@b",
                "a`b",
                "작업",
                "ａ",
                "é",
                "a\u0301",
                "\u0661",
                "\uD83D\uDE48",
                "\uD83D",
                "a\u200B",
                "\uFEFFa",
                "x".repeat(65),
                "x".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void name_in_the_syntax_is_accepted_to_the_letter(String text) {
        for (Kind kind : KINDS) {
            kind.accepts(text);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void name_out_of_the_syntax_is_refused(String text) {
        for (Kind kind : KINDS) {
            kind.refuses(text);
        }
    }

    @Test
    void each_character_up_to_the_highest_is_decided_as_the_syntax_says() {
        IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
                .mapToObj(c -> String.valueOf((char) c))
                .forEach(text -> assertThat(JobId.parse(text).isPresent())
                        .as(text)
                        .isEqualTo(SYNTAX.matcher(text).matches()));
    }

    @Test
    void random_names_are_decided_as_the_syntax_says() {
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = randomText(random);
            boolean allowed = SYNTAX.matcher(text).matches();
            for (Kind kind : KINDS) {
                if (allowed) {
                    kind.accepts(text);
                } else {
                    kind.refuses(text);
                }
            }
            accepted += allowed ? 1 : 0;
        }
        assertThat(accepted).as("names of the 5,000 that are accepted").isBetween(1_000, 4_000);
    }

    /** Names of up to 80 good characters, in half of them one suspect somewhere. */
    private static String randomText(Random random) {
        String good = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(80); length > 0; length--) {
            text.append(good.charAt(random.nextInt(good.length())));
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(text.length() + 1), SUSPECTS.charAt(random.nextInt(SUSPECTS.length())));
        }
        return text.toString();
    }

    @Test
    void refusal_says_what_is_refused_and_repeats_no_input() {
        assertThatThrownBy(() -> new JobId("<script>"))
                .hasMessage("A job id must match [A-Za-z0-9_-]{1,64}")
                .hasNoCause();
        assertThatThrownBy(() -> new EventDraftId("<script>"))
                .hasMessage("An event draft id must match [A-Za-z0-9_-]{1,64}");
        assertThatThrownBy(() -> new JobType("<script>")).hasMessage("A job type must match [A-Za-z0-9_-]{1,64}");
    }

    @Test
    void name_is_written_as_it_is() {
        assertThat(new JobId("job-1")).hasToString("job-1");
        assertThat(new EventDraftId("draft-1")).hasToString("draft-1");
        assertThat(new JobType("IMAGE_GEN")).hasToString("IMAGE_GEN");
    }
}
