package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
    @Test
    void is_coloured_on_a_terminal() {
        assertThat(Style.wanted(true, Map.of("TERM", "xterm")::get)).isEqualTo(Style.ANSI);
    }

    @Test
    void is_plain_without_a_terminal() {
        assertThat(Style.wanted(false, Map.of("TERM", "xterm")::get)).isEqualTo(Style.PLAIN);
    }

    @Test
    void respects_no_color_when_it_is_set_to_something() {
        assertThat(Style.wanted(true, Map.of("NO_COLOR", "1")::get)).isEqualTo(Style.PLAIN);
        assertThat(Style.wanted(true, Map.of("NO_COLOR", "")::get)).isEqualTo(Style.ANSI);
    }

    @Test
    void is_plain_on_a_terminal_that_knows_no_colours() {
        assertThat(Style.wanted(true, Map.of("TERM", "dumb")::get)).isEqualTo(Style.PLAIN);
    }
}
