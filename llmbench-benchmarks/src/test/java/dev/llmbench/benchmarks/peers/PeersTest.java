package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeersTest {
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
