package dev.llmbench.core.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shows_short_text_as_it_is() {
        assertThat(Excerpt.of("naïve 🙂", 8)).isEqualTo("naïve 🙂");
    }

    @Test
    void never_gets_longer_than_allowed() {
        assertThat(Excerpt.of("123456", 5)).isEqualTo("1234…");
        assertThat(Excerpt.of("abc🙂", 4)).isEqualTo("abc…");
        assertThat(Excerpt.of("ab\n\n\n", 5)).isEqualTo("ab\\n…");
    }

    @Test
    void says_when_bytes_were_left_out() {
        byte[] bytes = "ä".repeat(1000).getBytes(StandardCharsets.UTF_8);

        assertThat(Excerpt.of(bytes, 0, bytes.length, 10)).isEqualTo("äääääääää…");
    }

    @Test
    void escapes_what_would_act_on_a_terminal() {
        assertThat(Excerpt.of("\u001b[2J\u0000\r\n\t\u202e\u2028\ud800", 500))
                .isEqualTo("\\u001b[2J\\u0000\\r\\n\\t\\u202e\\u2028\\ud800");
    }
}
