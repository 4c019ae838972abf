package dev.llmbench.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaks_at_blanks_and_indents_what_follows() {
        assertThat(Wrapping.wrap("one two three", 9, "- ", "  ")).containsExactly("- one two", "  three");
    }

    @Test
    void cuts_only_words_that_are_longer_than_a_line() {
        assertThat(Wrapping.wrap("a bcdefghijk l", 6, "", "  ")).containsExactly("a", "  bcde", "  fghi", "  jk l");
    }

    @Test
    void never_cuts_a_character_in_half() {
        assertThat(Wrapping.wrap("🚀🚀🚀", 2, "", "")).containsExactly("🚀🚀", "🚀");
    }

    @Test
    void keeps_a_line_for_nothing() {
        assertThat(Wrapping.wrap("", 10, "Name  ", "")).containsExactly("Name  ");
    }
}
