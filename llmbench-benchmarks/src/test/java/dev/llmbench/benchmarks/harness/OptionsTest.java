package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static Options parse(String... args) {
        return Options.parse(List.of(args), Set.of("streams", "seconds", "loads", "core", "rates"), Set.of("quick"));
    }

    @Test
    void tells_what_was_given_and_else_what_is_usual() {
        Options options = parse("--streams", "8", "--quick", "--loads", "a,b", "--core", "0");

        assertThat(options.count("streams", 1, 1)).isEqualTo(8);
        assertThat(options.has("quick")).isTrue();
        assertThat(options.some("loads", List.of("b", "c", "a"))).containsExactly("b", "a");
        assertThat(options.count("core", 0, 1)).isZero();
        assertThat(options.number("rates")).isEmpty();
        assertThat(options.numbers("rates", List.of(30.0))).containsExactly(30.0);
        assertThat(options.seconds("seconds", Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takes_parts_of_a_second() {
        assertThat(parse("--seconds", "2.5").seconds("seconds", Duration.ZERO)).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void takes_several_numbers_separated_by_commas() {
        Options options = parse("--streams", "4, 8", "--rates", "0.5,60");

        assertThat(options.counts("streams", List.of(64))).containsExactly(4, 8);
        assertThat(options.numbers("rates", List.of())).containsExactly(0.5, 60.0);
    }

    @Test
    void refuses_several_numbers_of_which_one_is_none() {
        Options options = parse("--streams", "4,x", "--rates", "60,0");

        assertThatThrownBy(() -> options.counts("streams", List.of()))
                .hasMessage("--streams must be a whole number, but was 'x'");
        assertThatThrownBy(() -> options.numbers("rates", List.of()))
                .hasMessage("--rates must be a number above zero, but was '0'");
    }

    @ParameterizedTest
    @CsvSource({
        "--what, unexpected argument '--what'",
        "streams, unexpected argument 'streams'",
        "--streams, --streams needs a value",
    })
    void refuses_what_it_does_not_know(String argument, String words) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(Options.UsageException.class)
                .hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource({"0, at least 1", "many, a whole number", "1.5, a whole number"})
    void refuses_a_count_that_is_none(String value, String words) {
        Options options = parse("--streams", value);

        assertThatThrownBy(() -> options.count("streams", 1, 1))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("--streams")
                .hasMessageContaining(words)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity", "soon"})
    void refuses_a_time_that_is_none(String value) {
        Options options = parse("--seconds", value);

        assertThatThrownBy(() -> options.seconds("seconds", Duration.ZERO))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("--seconds must be a number above zero, but was '" + value + "'");
    }

    @Test
    void lists_what_is_known_when_a_name_is_not() {
        assertThatThrownBy(() -> parse("--loads", "a,x").some("loads", List.of("a", "b")))
                .isInstanceOf(Options.UsageException.class)
                .hasMessage("--loads knows a, b, but not x");
    }

    @Test
    void says_which_option_is_missing() {
        assertThatThrownBy(() -> parse().required("loads"))
                .isInstanceOf(Options.UsageException.class)
                .hasMessage("--loads is needed");
    }
}
