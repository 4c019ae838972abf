package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "doctor",
                "sweep",
                "race",
                "preset",
                "run",
                "resume",
                "validate",
                "show",
                "compare",
                "export",
                "predict",
                "simulate"
            })
    void every_command_explains_itself_with_an_example(String command) {
        Shell.Answer answer = Shell.llmbench(command, "--help");

        assertThat(answer.code()).isEqualTo(ExitCode.OK);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("Usage: llmbench " + command, "Example", "  llmbench " + command);
        assertThat(answer.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void the_help_lists_commands_and_exit_codes() {
        Shell.Answer answer = Shell.llmbench("--help");

        assertThat(answer.code()).isEqualTo(ExitCode.OK);
        assertThat(answer.out()).contains("demo", "doctor", "sweep", "race", "run", "show", "simulate", "Exit codes:");
    }

    @Test
    void that_of_a_race_says_what_it_is_for_and_what_not() {
        assertThat(Shell.llmbench("race", "--help").out())
                .contains(
                        "the most that a server can do, for comparing hardware, stress and the cost at capacity",
                        "little about realistic workloads, latency and bursts");
    }

    @Test
    void without_a_command_the_usage_goes_to_standard_error() {
        Shell.Answer answer = Shell.llmbench();

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("Usage: llmbench");
    }

    @Test
    void tells_its_version() {
        assertThat(Shell.llmbench("--version").out()).startsWith("llmbench ");
    }
}
