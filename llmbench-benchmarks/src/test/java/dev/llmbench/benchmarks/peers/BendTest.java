package dev.llmbench.benchmarks.peers;

import static dev.llmbench.benchmarks.peers.Outcomes.cost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.peers.Bend.Part;
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

        assertThat(bend.words()).isEqualTo("output tokens/s -10.0 %, TPOT mean +3.0 %, TTFT p95 +5.0 %");
        assertThat(bend.straight()).isFalse();
        assertThat(bend.serverHeld()).isTrue();
    }

    @Test
    void a_server_that_did_not_keep_its_pace_is_told() {
        Outcome late = step(150, 10_000, 10, 200);

        assertThat(Bend.of(late).serverHeld()).isFalse();
    }

    @Test
    void a_failed_run_is_bent() {
        Bend bend = Bend.of(Outcomes.failed("vllm", 0));

        assertThat(bend.words()).isEqualTo("it said nothing");
        assertThat(bend.holds(Part.RATE)).isFalse();
    }

    @Test
    void a_tool_without_tokens_is_judged_by_requests_and_whole_answers() {
        Figures reported = new Figures.Builder()
                .total(Figure.REQUEST_RATE, 90)
                .put(Figure.END_TO_END, Statistic.MEAN, 1000)
                .build();
        Figures truth = new Figures.Builder()
                .total(Figure.REQUEST_RATE, 100)
                .put(Figure.END_TO_END, Statistic.MEAN, 1000)
                .build();

        Bend bend = Bend.of(Outcomes.of("gatling", 0, Outcomes.FEW, reported, truth, cost(1, 1, 0)));

        assertThat(bend.holds(Part.RATE)).isFalse();
        assertThat(bend.holds(Part.PER_TOKEN)).isTrue();
        assertThat(bend.holds(Part.FIRST)).isTrue();
    }

    @Test
    void a_ladder_tells_the_highest_step_of_each_figure() {
        LadderTable table = new LadderTable(
                List.of(
                        step(400, 5_000, 10, 200),
                        step(50, 9_990, 10, 200),
                        step(100, 9_990, 10, 210),
                        step(200, 8_000, 10, 210)),
                new Names(new Peers(Path.of("llmbench"), Path.of("floor"))));

        assertThat(table.text())
                .contains("| vllm bench serve | 64 | 6,400 | 25,600 | 25,600 | 3,200 | 25,600 | 0.10 |"
                        + " output tokens/s -50.0 % (the server was late itself) |");
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
