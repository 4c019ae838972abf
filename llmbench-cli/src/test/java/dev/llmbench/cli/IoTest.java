package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoTest {
    @ParameterizedTest
    @CsvSource({"80, 80", "50, 50", "20, 40", "999, 400", "0, 120", "wide, 120", "'', 120"})
    void lines_are_as_wide_as_the_terminal_within_what_a_report_can_be_set_in(String columns, int width) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var io = new Io(
                nowhere,
                nowhere,
                name -> name.equals("COLUMNS") ? Optional.of(columns) : Optional.empty(),
                true,
                true,
                Interrupts.NONE);

        assertThat(io.width(120)).isEqualTo(width);
    }
}
