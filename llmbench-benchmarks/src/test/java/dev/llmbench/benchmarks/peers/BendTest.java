package dev.llmbench.benchmarks.peers;

import static dev.llmbench.benchmarks.peers.Outcomes.cost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.peers.Work.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BendTest {
    @Test
    void figures_within_two_percent_are_straight() {
        assertThat(Bend.of(step(100, 9_810, 10.1, 203)).straight()).isTrue();
    }

    @Test
    void each_figure_that_is_off_is_named() {
        Bend bend = Bend.of(step(100, 9_000, 10.3, 210));

        assertThat(bend.reasons()).containsExactly("output tokens/s -10.0 %", "TPOT mean +3.0 %", "TTFT p95 +5.0 %");
        assertThat(bend.serverHeld()).isTrue();
    }

    @Test
    void a_server_that_did_not_keep_its_pace_is_told() {
        Outcome late = step(150, 10_000, 10, 200);

        assertThat(Bend.of(late).serverHeld()).isFalse();
    }

    @Test
    void a_failed_run_is_bent() {
        assertThat(Bend.of(Outcomes.failed("vllm", 0)).reasons()).containsExactly("it said nothing");
    }

    @Test
    void a_ladder_tells_the_highest_step_and_what_bends_behind_it() {
        LadderTable table = new LadderTable(
                List.of(
                        step(50, 9_990, 10, 200),
                        step(100, 9_990, 10, 200),
                        step(200, 8_000, 10, 200),
                        step(400, 5_000, 10, 200)),
                new Names(new Peers(Path.of("llmbench"))));

        assertThat(table.text())
                .contains(
                        "| vllm bench serve | 64 | 6,400 | 0.10 | 12,800 | output tokens/s -20.0 % (the server was late itself) |");
    }

    @Test
    void a_single_bent_step_below_a_straight_one_is_forgiven() {
        LadderTable table = new LadderTable(
                List.of(step(50, 9_000, 20, 200), step(100, 10_000, 10, 200)),
                new Names(new Peers(Path.of("llmbench"))));

        assertThat(table.text()).contains("| vllm bench serve | 64 | 6,400 | 0.10 | (the ladder's end) |  |");
    }

    /** A step whose truth is 10,000 tokens/s, 10 ms per token and 200 ms to the first. */
    private static Outcome step(double tokensPerSecond, double rate, double perToken, double first) {
        Shape shape = new Shape(64, 2, 400, tokensPerSecond, 200);
        return Outcomes.of("vllm", 0, shape, figures(rate, perToken, first), figures(10_000, 10, 200), cost(1, 1, 0));
    }

    private static Figures figures(double rate, double perToken, double first) {
        return new Figures.Builder()
                .total(Figure.TOKEN_RATE, rate)
                .put(Figure.TPOT, Statistic.MEAN, perToken)
                .put(Figure.TTFT, Statistic.P95, first)
                .build();
    }
}
