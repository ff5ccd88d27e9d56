package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {
    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void parts_are_closed_once_and_the_last_part_first() {
        closer.add(() -> closed.add("first"));
        closer.add(() -> closed.add("second"));

        closer.close();
        closer.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void all_parts_are_closed_even_if_one_fails() {
        closer.add(() -> closed.add("first"));
        closer.add(() -> failing("second"));
        closer.add(() -> failing("third"));

        assertThatThrownBy(closer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("third")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("first");
    }

    @Test
    void failure_to_close_does_not_hide_the_failure_before_it() {
        IOException cause = new IOException("cause");
        closer.add(() -> failing("second"));

        closer.closeAfter(cause);

        assertThat(cause.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private static void failing(String message) throws IOException {
        throw new IOException(message);
    }
}
