package dev.llmbench.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void keeps_what_people_write() {
        assertThat(CleanText.of("vllm 0.27.1 (größe, 模型, 🚀)")).isEqualTo("vllm 0.27.1 (größe, 模型, 🚀)");
    }

    @Test
    void drops_controls_and_characters_that_turn_writing_round() {
        assertThat(CleanText.of("a\u001B[31mb\u0000\u007F\u0085\u009B\u202Ec\u200B\uFEFF"))
                .isEqualTo("a[31mbc");
    }

    @Test
    void makes_one_line_of_many() {
        assertThat(CleanText.of("  a\r\n\tb\u2028c\u00A0d  ")).isEqualTo("a b c d");
    }

    @Test
    void drops_half_characters() {
        assertThat(CleanText.of("a\uD800b\uDC00")).isEqualTo("ab");
    }

    @Test
    void cuts_what_is_too_long_for_a_line() {
        assertThat(CleanText.of("🚀".repeat(1_000))).isEqualTo("🚀".repeat(300) + "…");
        assertThat(CleanText.of("a".repeat(300))).hasSize(300);
    }
}
