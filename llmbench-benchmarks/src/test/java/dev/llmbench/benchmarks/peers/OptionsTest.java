package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Set<String> KNOWN = Set.of("streams", "rate", "core");

    @Test
    void have_values_or_defaults() {
        Options options = Options.parse(List.of("--streams", "4,8", "--core", "-1"), KNOWN);

        assertThat(options.numbers("streams", "64")).containsExactly(4, 8);
        assertThat(options.number("core", 1, -1)).isEqualTo(-1);
        assertThat(options.positives("rate", "30,60")).containsExactly(30.0, 60.0);
    }

    @Test
    void that_are_unknown_or_without_a_value_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--stream", "4"), KNOWN))
                .withMessage("there is no option '--stream'; there are core, rate, streams");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--rate"), KNOWN))
                .withMessage("--rate needs a value");
    }

    @Test
    void that_are_no_such_numbers_are_refused() {
        Options options = Options.parse(List.of("--streams", "4,x", "--rate", "0", "--core", "-2"), KNOWN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.numbers("streams", "64"))
                .withMessage("--streams must be a whole number of at least 1, but was 'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.positive("rate", 1))
                .withMessage("--rate must be a positive number, but was '0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.number("core", 1, -1))
                .withMessageContaining("of at least -1");
    }

    @Test
    void clients_that_are_unknown_or_not_installed_are_refused() {
        Peers peers = new Peers(Path.of("llmbench"), Path.of("floor"));
        Path nowhere = Path.of("no-such-folder");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> peers.chosen("llmbench,lmbench", nowhere))
                .withMessageStartingWith("llmbench is not installed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> peers.chosen("lmbench", nowhere))
                .withMessageStartingWith("there is no client 'lmbench'; there are llmbench, vllm,");
        assertThat(peers.chosen("all", nowhere)).isEmpty();
    }
}
