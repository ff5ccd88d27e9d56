package io.contentjobs.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The common syntax of the three kinds of names. */
final class NameSyntaxTest {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]{1,64}");

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
                "",
                ":",
                "a/b",
                "{x}",
                "\uD83D\uDE48",
                "a\u0301",
                "job-12345",
                "550e8400-e29b-41d4-a716-446655440000",
                "a\r\nSET x y");
        Stream<String> lengths = IntStream.of(63, 64, 65, 100_000).mapToObj("x"::repeat);

        Stream.concat(texts, lengths).forEach(text -> KINDS.forEach(kind -> kind.check(text)));
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            for (String text : List.of((char) c + "aa", "a" + (char) c + "a", "aa" + (char) c)) {
                assertThat(JobId.parse(text).isPresent())
                        .as(text)
                        .isEqualTo(SYNTAX.matcher(text).matches());
            }
        }
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
