package dev.llmbench.simulator.internal.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToyTokenizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0",
                "'   '|0",
                "hello|1",
                "' hello  world '|2",
                "wonderful|2",
                "a1b22|4",
                "Hello, world!|4",
                "äöüäöüä|2"
            })
    void counts_pieces_of_words_and_groups_of_other_signs(String text, int tokens) {
        assertThat(ToyTokenizer.count(text)).isEqualTo(tokens);
    }

    @Test
    void gives_equal_pieces_equal_ids_below_the_vocabulary() {
        int[] ids = ToyTokenizer.tokens("one two one");

        assertThat(ids[0]).isEqualTo(ids[2]).isNotEqualTo(ids[1]);
        assertThat(IntStream.of(ids)).allMatch(id -> id >= 0 && id < ToyTokenizer.VOCABULARY);
    }

    @Test
    void counts_every_word_of_an_answer_as_one_token() {
        assertThat(IntStream.range(0, Words.count()).map(i -> ToyTokenizer.count(Words.word(i))))
                .containsOnly(1);
    }
}
