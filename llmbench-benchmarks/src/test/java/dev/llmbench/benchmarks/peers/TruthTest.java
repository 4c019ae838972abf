package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {
    // tokens at 200, 230, 280 and 290 ms, and the stream ends at 320 ms
    private static final RequestStamps REQUEST = Stamps.request(1000, 1320, 1200, 1230, 1280, 1290);
    private static final RequestStamps SLOWER = Stamps.request(1100, 1500, 1400, 1440, 1480, 1500);

    @Test
    void the_first_token_counts_from_when_the_request_was_read() {
        assertThat(mean(Definition.OURS, Figure.TTFT)).isEqualTo(200);
    }

    @Test
    void time_per_output_token_may_leave_out_the_first_token() {
        assertThat(mean(of(PerToken.AFTER_FIRST), Figure.TPOT)).isEqualTo(30);
    }

    @Test
    void time_per_output_token_may_run_to_the_end_of_the_stream() {
        assertThat(mean(of(PerToken.END_AFTER_FIRST), Figure.TPOT)).isEqualTo(40);
    }

    @Test
    void time_per_output_token_may_contain_the_time_to_the_first() {
        assertThat(mean(of(PerToken.WITH_FIRST), Figure.TPOT)).isEqualTo(72.5);
    }

    @Test
    void inter_token_latency_may_have_a_sample_for_each_gap() {
        Figures truth = Truth.of(List.of(REQUEST), of(Between.EACH, Quantile.NEAREST_RANK));

        assertThat(truth.get(Row.of(Figure.ITL, Statistic.P50))).hasValue(30);
        assertThat(truth.get(Row.of(Figure.ITL, Statistic.P99))).hasValue(50);
    }

    @Test
    void inter_token_latency_may_be_one_mean_of_each_request() {
        Figures truth = Truth.of(List.of(REQUEST), of(Between.ONE_PER_REQUEST, Quantile.NEAREST_RANK));

        assertThat(truth.get(Row.of(Figure.ITL, Statistic.P99))).hasValue(30);
        assertThat(truth.get(Row.of(Figure.CHUNK_GAP, Statistic.P99))).hasValue(50);
    }

    @Test
    void a_request_may_end_with_its_last_token_or_with_the_stream() {
        assertThat(mean(of(End.LAST_TOKEN), Figure.END_TO_END)).isEqualTo(290);
        assertThat(mean(of(End.STREAM), Figure.END_TO_END)).isEqualTo(320);
    }

    @Test
    void a_percentile_may_lie_between_its_neighbours() {
        List<RequestStamps> both = List.of(REQUEST, SLOWER);

        assertThat(Truth.of(both, of(Between.EACH, Quantile.LINEAR)).get(Row.of(Figure.TTFT, Statistic.P95)))
                .hasValueCloseTo(295.0, within(1e-9));
        assertThat(Truth.of(both, of(Between.EACH, Quantile.LOWER)).get(Row.of(Figure.TTFT, Statistic.P95)))
                .hasValue(200);
        assertThat(Truth.of(both, of(Between.EACH, Quantile.NEAREST_RANK)).get(Row.of(Figure.TTFT, Statistic.P95)))
                .hasValue(300);
    }

    @Test
    void rates_run_from_the_first_start_to_the_last_end() {
        Figures truth = Truth.of(List.of(REQUEST, SLOWER), Definition.OURS);

        assertThat(truth.get(Row.total(Figure.TOKEN_RATE))).hasValue(16);
        assertThat(truth.get(Row.total(Figure.REQUEST_RATE))).hasValue(4);
        assertThat(truth.get(Row.total(Figure.REQUESTS))).hasValue(2);
        assertThat(truth.get(Row.total(Figure.TOKENS))).hasValue(8);
    }

    @Test
    void a_single_token_has_no_time_per_token_after_the_first() {
        Figures truth = Truth.of(List.of(Stamps.request(0, 110, 100)), Definition.OURS);

        assertThat(truth.get(Row.of(Figure.TPOT, Statistic.MEAN))).isEmpty();
        assertThat(truth.get(Row.of(Figure.ITL, Statistic.MEAN))).isEmpty();
    }

    @Test
    void refuses_to_tell_the_truth_about_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Truth.of(List.of(), Definition.OURS))
                .withMessageContaining("without requests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Truth.of(List.of(Stamps.request(0, 1)), Definition.OURS))
                .withMessageContaining("no token");
    }

    private static double mean(Definition definition, Figure figure) {
        return Truth.of(List.of(REQUEST), definition)
                .get(Row.of(figure, Statistic.MEAN))
                .orElseThrow();
    }

    private static Definition of(PerToken perToken) {
        return new Definition(perToken, Between.EACH, End.STREAM, Quantile.LINEAR);
    }

    private static Definition of(Between between, Quantile quantile) {
        return new Definition(PerToken.AFTER_FIRST, between, End.STREAM, quantile);
    }

    private static Definition of(End end) {
        return new Definition(PerToken.AFTER_FIRST, Between.EACH, end, Quantile.LINEAR);
    }
}
