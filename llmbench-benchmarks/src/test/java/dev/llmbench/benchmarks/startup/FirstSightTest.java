package dev.llmbench.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstSightTest {
    @Test
    void tells_the_first_question_the_probe_and_the_load_of_an_embedded_run_apart() {
        try (FirstSight server = new FirstSight()) {
            assertThat(server.load()).isEmpty();

            FirstRequest.main(new String[] {server.url(), FirstSight.MODEL, "50"});

            long question = server.question().orElseThrow();
            long probe = server.probe().orElseThrow();
            long load = server.load().orElseThrow();
            assertThat(question).isLessThan(probe);
            assertThat(probe).isLessThan(load);
        }
    }
}
