package dev.llmbench.core.internal.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void are_at_least_four_hundred_different_short_ones() {
        assertThat(Words.all()).hasSizeGreaterThanOrEqualTo(400).doesNotHaveDuplicates();
        assertThat(Words.all()).allMatch(word -> word.matches("[a-z]{2,8}"));
    }
}
