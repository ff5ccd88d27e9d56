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

/** The common syntax of the three kinds of names. */
final class NameSyntaxTest {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Separators of keys and paths, braces, escapes, neighbours of the allowed characters in ASCII, other scripts. */
    private static final String SUSPECTS = ":{}/\\%.,;*?[]()<>\"'`@^~|&=+#!$ \t\r\n\0\u007F\u0130é가_-azAZ09";

    private static final List<Kind> KINDS = List.of(
            new Kind(text -> new JobId(text).value(), text -> JobId.parse(text).map(JobId::value)),
            new Kind(
                    text -> new EventDraftId(text).value(),
                    text -> EventDraftId.parse(text).map(EventDraftId::value)),
            new Kind(
                    text -> new JobType(text).name(),
                    text -> JobType.parse(text).map(JobType::name)));

    private record Kind(UnaryOperator<String> create, Function<String, Optional<String>> parse) {
        void check(String text) {
            if (SYNTAX.matcher(text).matches()) {
                assertThat(create.apply(text)).isEqualTo(text);
                assertThat(parse.apply(text)).contains(text);
            } else {
                assertThat(parse.apply(text)).as(text).isEmpty();
                assertThatThrownBy(() -> create.apply(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageEndingWith(" must match [A-Za-z0-9_-]{1,64}");
            }
        }
    }

    @Test
    void name_is_accepted_exactly_if_it_matches_the_syntax() {
        Stream<String> texts = Stream.of(
                "", "\uD83D\uDE48", "a\u0301", "job-12345", "550e8400-e29b-41d4-a716-446655440000", "a\r\nSET x y");
        Stream<String> lengths = IntStream.of(63, 64, 65, 100_000).mapToObj("x"::repeat);

        Stream.concat(texts, lengths).forEach(text -> KINDS.forEach(kind -> kind.check(text)));
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            String text = String.valueOf((char) c);
            assertThat(JobId.parse(text).isPresent())
                    .as(text)
                    .isEqualTo(SYNTAX.matcher(text).matches());
        }
    }

    @Test
    void random_name_is_accepted_exactly_if_it_matches_the_syntax() {
        Random random = new Random(1);
        List<String> texts =
                Stream.generate(() -> randomText(random)).limit(5_000).toList();

        assertThat(texts.stream().filter(SYNTAX.asMatchPredicate())).hasSizeBetween(1_000, 4_000);
        texts.forEach(text -> KINDS.forEach(kind -> kind.check(text)));
    }

    /** Returns up to 80 allowed characters, and one suspect among them in every second text. */
    private static String randomText(Random random) {
        String allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(80); length > 0; length--) {
            text.append(allowed.charAt(random.nextInt(allowed.length())));
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(text.length() + 1), SUSPECTS.charAt(random.nextInt(SUSPECTS.length())));
        }
        return text.toString();
    }

    @Test
    void refusal_names_the_kind_and_omits_the_input() {
        assertThatThrownBy(() -> new JobId("<script>"))
                .hasMessage("A job id must match [A-Za-z0-9_-]{1,64}")
                .hasNoCause();
        assertThatThrownBy(() -> new EventDraftId("<script>"))
                .hasMessage("An event draft id must match [A-Za-z0-9_-]{1,64}");
        assertThatThrownBy(() -> new JobType("<script>")).hasMessage("A job type must match [A-Za-z0-9_-]{1,64}");
    }

    @Test
    void text_of_a_name_is_the_name() {
        assertThat(new JobId("job-1")).hasToString("job-1");
        assertThat(new EventDraftId("draft-1")).hasToString("draft-1");
        assertThat(new JobType("IMAGE_GEN")).hasToString("IMAGE_GEN");
    }
}
