package dev.llmbench.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.watch.Descriptors.PortRange;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {
    private static final Optional<PortRange> USUAL_PORTS = Optional.of(new PortRange(32_768, 60_999));

    @Test
    void more_streams_than_descriptors_are_refused_with_the_remedy() {
        var descriptors = new Descriptors(OptionalLong.of(1024), OptionalLong.of(60), USUAL_PORTS);

        assertThatThrownBy(() -> descriptors.check(65_536, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "65,536 requests at once need 65,536 file descriptors, but this process may open 1,024 and has"
                                + " 60 open. Raise the limit with `ulimit -n 69000` before starting (above the hard limit as"
                                + " administrator), or ask for less concurrency.");
    }

    @Test
    void what_is_open_already_and_a_reserve_are_counted() {
        var descriptors = new Descriptors(OptionalLong.of(1024), OptionalLong.of(60), USUAL_PORTS);

        assertThat(descriptors.refusal(1024 - 60 - 100, true)).isEmpty();
        assertThat(descriptors.refusal(1024 - 60 - 100 + 1, true)).isPresent();
    }

    @Test
    void more_streams_to_one_address_than_local_ports_are_refused_with_the_remedy() {
        var descriptors = new Descriptors(OptionalLong.of(1_000_000), OptionalLong.of(60), USUAL_PORTS);

        assertThatThrownBy(() -> descriptors.check(28_233, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("28,233 requests at once to one address need 28,233 local ports, but this machine has only"
                        + " 28,232 (32768 to 60999). Widen the range with `sysctl -w"
                        + " net.ipv4.ip_local_port_range=\"1024 65535\"` as administrator, or ask for less"
                        + " concurrency.");
    }

    @Test
    void no_remedy_is_promised_that_would_not_do() {
        var descriptors = new Descriptors(OptionalLong.of(1_000_000), OptionalLong.of(60), USUAL_PORTS);

        assertThat(descriptors.refusal(65_000, true).orElseThrow())
                .endsWith("Even the widest range has only 64,512: ask for less concurrency.");
    }

    @Test
    void ports_do_not_matter_where_requests_go_to_several_addresses() {
        var descriptors = new Descriptors(OptionalLong.of(1_000_000), OptionalLong.of(60), USUAL_PORTS);

        assertThatCode(() -> descriptors.check(60_000, false)).doesNotThrowAnyException();
    }

    @Test
    void nothing_is_refused_where_nothing_is_known() {
        var descriptors = new Descriptors(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

        assertThatCode(() -> descriptors.check(60_000, true)).doesNotThrowAnyException();
    }

    @Test
    void limits_are_read_from_process_and_system() {
        FakeSources machine = new FakeSources();
        machine.files.put("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");

        assertThat(Descriptors.read(machine, machine.sources().files()))
                .isEqualTo(new Descriptors(OptionalLong.of(20_000), OptionalLong.of(50), USUAL_PORTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "32768", "a b", "1 2 3"})
    void a_port_range_that_can_not_be_read_is_unknown(String text) {
        assertThat(PortRange.parse(text)).isEmpty();
    }

    @Test
    void this_process_holds_a_few_streams() {
        assertThatCode(() -> Descriptors.ofThisProcess().check(8, true)).doesNotThrowAnyException();
    }
}
