package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Objective;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectivesTest {
    private static final Objective P90_WITHIN_100_MS = Objective.parse("ttft.p90=100ms");

    @Test
    void a_promise_is_kept_at_its_limit() {
        assertThat(outcome(Levels.all(100, 200)).met()).isTrue();
        assertThat(outcome(Levels.all(101, 200)).met()).isFalse();
    }

    @Test
    void failed_requests_are_infinitely_slow() {
        Samples fast = Levels.all(10, 80).succeeded();

        ObjectiveOutcome outcome = outcome(new Distribution(fast, Samples.none(), 20, Samples.none(), true));

        assertThat(outcome.met()).isFalse();
        assertThat(outcome.measured().unbounded()).isTrue();
    }

    @Test
    void without_requests_nothing_was_kept() {
        assertThat(outcome(Distribution.empty()).met()).isFalse();
    }

    @Test
    void few_samples_are_noted_on_the_figure() {
        ObjectiveOutcome outcome = outcome(Levels.all(10, 63));

        assertThat(outcome.met()).isTrue();
        assertThat(outcome.measured().tooFew()).isTrue();
    }

    @Test
    void a_lower_bound_below_the_limit_proves_nothing() {
        Distribution tenPercentCutOff = new Distribution(
                Levels.all(10, 180).succeeded(),
                Samples.none(),
                0,
                Levels.all(20, 20).succeeded(),
                true);

        ObjectiveOutcome outcome = outcome(tenPercentCutOff);

        assertThat(outcome.measured().value())
                .hasValueSatisfying(value -> assertThat(value).isLessThan(Duration.ofMillis(100)));
        assertThat(outcome.met()).isFalse();
    }

    @Test
    void cut_off_requests_do_not_matter_where_even_infinite_ones_would_not() {
        Distribution twoPercentCutOff = new Distribution(
                Levels.all(10, 980).succeeded(),
                Samples.none(),
                0,
                Levels.all(20, 20).succeeded(),
                true);

        assertThat(outcome(twoPercentCutOff).met()).isTrue();
    }

    @Test
    void outcomes_come_in_the_order_of_the_promises() {
        Objective other = Objective.parse("e2e.p50=1s");

        List<ObjectiveOutcome> outcomes = Objectives.outcomes(
                List.of(other, P90_WITHIN_100_MS),
                Levels.latencies(Levels.all(500, 200), Levels.all(900, 200), Levels.all(900, 200)));

        assertThat(outcomes).extracting(ObjectiveOutcome::objective).containsExactly(other, P90_WITHIN_100_MS);
        assertThat(outcomes).extracting(ObjectiveOutcome::met).containsExactly(true, false);
    }

    private static ObjectiveOutcome outcome(Distribution firstToken) {
        return Objectives.outcomes(
                        List.of(P90_WITHIN_100_MS),
                        Levels.latencies(firstToken, Distribution.empty(), Distribution.empty()))
                .get(0);
    }
}
