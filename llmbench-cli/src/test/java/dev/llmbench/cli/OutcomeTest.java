package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.Load;
import dev.llmbench.api.Objective;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.Target;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ModelledServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Validity NOTHING_FOUND = new Validity(List.of(), List.of());
    private static final Validity LAGGING = new Validity(
            List.of(new Validity.Finding(ValidityCheck.EVENT_LOOP_LAG, Optional.of(31.0), Verdict.INVALID)), List.of());

    private static BenchmarkResult good;

    @BeforeAll
    static void measure() {
        try (ModelledServer server = ModelledServer.start()) {
            BenchmarkResult measured = LlmBench.against(
                            Target.openAi(server.url().toString()).model("simulated-8b"))
                    .workload(Workload.synthetic().inputTokens(8).outputTokens(2))
                    .load(Load.concurrency(1))
                    .stopAfter(dev.llmbench.api.Stop.requests(2))
                    .run();
            good = withLevel(measured, level -> judged(level, NOTHING_FOUND, List.of()));
        }
    }

    private static BenchmarkResult withLevel(BenchmarkResult result, UnaryOperator<LevelResult> change) {
        return new BenchmarkResult(
                result.run(),
                result.job(),
                result.server(),
                result.environment(),
                result.sent(),
                result.levels().stream().map(change).toList(),
                result.best(),
                result.extra());
    }

    private static LevelResult judged(LevelResult level, Validity validity, List<ObjectiveOutcome> objectives) {
        return new LevelResult(
                level.load(),
                level.variant(),
                level.window(),
                level.counts(),
                level.tokens(),
                level.throughput(),
                level.latency(),
                new LevelVerdict(validity, objectives, Optional.empty(), Optional.empty()),
                Map.of());
    }

    private static LevelResult missing(LevelResult level, Validity validity) {
        Objective objective = Objective.parse("ttft.p50=1us");
        return judged(
                level,
                validity,
                List.of(new ObjectiveOutcome(
                        objective, level.latency().timeToFirstToken().percentile(50), false)));
    }

    private static LevelResult ended(LevelResult level, Ending ending, PhaseCounts counts) {
        LevelWindow window = level.window();
        return new LevelResult(
                level.load(),
                level.variant(),
                new LevelWindow(
                        window.startedAt(),
                        window.warmUp(),
                        window.length(),
                        window.drain(),
                        ending,
                        window.endedBy(),
                        window.race(),
                        window.timeline(),
                        window.begins()),
                counts,
                level.tokens(),
                level.throughput(),
                level.latency(),
                level.verdict(),
                Map.of());
    }

    private static BenchmarkResult ended(BenchmarkResult result, Ending ending) {
        RunInfo run = result.run();
        return new BenchmarkResult(
                new RunInfo(
                        run.id(),
                        run.llmbenchVersion(),
                        run.startedAt(),
                        run.elapsed(),
                        ending,
                        Optional.of("the reason"),
                        run.simulated()),
                result.job(),
                result.server(),
                result.environment(),
                result.sent(),
                result.levels(),
                result.best(),
                result.extra());
    }

    @Test
    void a_good_result_is_0() {
        assertThat(Outcome.of(good)).isEqualTo(new Outcome(ExitCode.OK, Optional.empty()));
    }

    @Test
    void a_missed_objective_is_3() {
        Outcome outcome = Outcome.of(withLevel(good, level -> missing(level, NOTHING_FOUND)));

        assertThat(outcome.code()).isEqualTo(ExitCode.OBJECTIVE_MISSED);
        assertThat(outcome.why().orElseThrow()).contains("ttft.p50=0.001ms was ", "1 user");
    }

    @Test
    void invalid_figures_are_9_and_come_before_a_missed_objective() {
        Outcome outcome = Outcome.of(withLevel(good, level -> missing(level, LAGGING)));

        assertThat(outcome.code()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.why().orElseThrow()).contains("1 user", "event-loop lag p99 31.0 ms");
    }

    @Test
    void a_run_that_did_not_end_as_planned_is_8() {
        for (Ending ending : List.of(Ending.CANCELLED, Ending.BROKEN, Ending.STOPPED_BY_ERRORS)) {
            Outcome outcome = Outcome.of(ended(good, ending));

            assertThat(outcome.code()).isEqualTo(ExitCode.PARTIAL);
            assertThat(outcome.why().orElseThrow()).contains("the reason");
        }
    }

    @Test
    void a_level_that_errors_stopped_or_in_which_nothing_succeeded_is_8() {
        PhaseCounts nothing = new PhaseCounts(RequestCounts.none(), RequestCounts.none(), RequestCounts.none());

        assertThat(Outcome.of(withLevel(good, level -> ended(level, Ending.STOPPED_BY_ERRORS, level.counts())))
                        .code())
                .isEqualTo(ExitCode.PARTIAL);
        assertThat(Outcome.of(withLevel(good, level -> ended(level, Ending.COMPLETED, nothing)))
                        .why()
                        .orElseThrow())
                .contains("no request succeeded at 1 user");
    }

    @Test
    void a_result_without_its_levels_is_8() {
        BenchmarkResult empty = new BenchmarkResult(
                good.run(),
                good.job(),
                good.server(),
                good.environment(),
                good.sent(),
                List.of(),
                good.best(),
                good.extra());

        assertThat(Outcome.of(empty).code()).isEqualTo(ExitCode.PARTIAL);
    }
}
