package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.ObservationDelay;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.Load;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ModelledServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorAccuracyTest {
    private static final FigureError CLOSE = new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P50, 50.2, 50);
    private static final FigureError FAR = new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95, 60.5, 50);
    private static final FigureError RATE =
            new FigureError(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN, 1_900, 1_900);
    private static final CountError SAME = new CountError(CountError.Count.TOKENS, 20_000, 20_000);

    private static LevelResult some;

    @BeforeAll
    static void measure() {
        try (ModelledServer server = ModelledServer.start()) {
            some = LlmBench.against(Target.openAi(server.url().toString()).model("simulated-8b"))
                    .workload(Workload.synthetic().inputTokens(8).outputTokens(2))
                    .load(Load.concurrency(1))
                    .stopAfter(Stop.requests(2))
                    .run()
                    .levels()
                    .get(0);
        }
    }

    private static LevelAccuracy level(Verdict verdict, List<FigureError> figures, CountError count) {
        Validity validity = new Validity(
                List.of(new Validity.Finding(ValidityCheck.EVENT_LOOP_LAG, Optional.of(31.0), verdict)), List.of());
        LevelResult judged = new LevelResult(
                some.load(),
                some.variant(),
                some.window(),
                some.counts(),
                some.tokens(),
                some.throughput(),
                some.latency(),
                new LevelVerdict(validity, List.of(), Optional.empty(), Optional.empty()),
                Map.of());
        return new LevelAccuracy(judged, figures, List.of(count), delay(51), delay(80));
    }

    private static ObservationDelay delay(int medianMicros) {
        return new ObservationDelay(
                20_000,
                Duration.ofNanos(90_000),
                Duration.ofNanos(1_000L * medianMicros),
                Duration.ofNanos(1_200_000),
                Duration.ofMillis(7));
    }

    @Nested
    class InWords {
        @Test
        void shows_measurement_truth_and_error_of_each_figure() {
            String text = AccuracyLayout.of(level(Verdict.VALID, List.of(CLOSE, RATE), SAME), 2);

            assertThat(text.lines())
                    .anyMatch(
                            line -> line.matches("TTFT +p50 +50\\.200 ms +50\\.000 ms +\\+0\\.200 ms +\\+0\\.40 % \\*"))
                    .anyMatch(line -> line.matches("tokens/s +1,900\\.000 +1,900\\.000 +\\+0\\.000 +\\+0\\.00 % \\*"))
                    .anyMatch(line -> line.matches("output tokens +20,000 +20,000 +\\+0 +\\*"))
                    .contains("On their way (median, p99): requests 0.080 ms, 1.200 ms, events 0.051 ms, 1.200 ms.")
                    .allMatch(line -> line.length() <= 100)
                    .last()
                    .isEqualTo("Every promise is kept on this machine.");
        }

        @Test
        void names_what_is_further_off_than_promised() {
            CountError lost = new CountError(CountError.Count.TOKENS, 19_000, 20_000);

            String text = AccuracyLayout.of(level(Verdict.VALID, List.of(CLOSE, FAR), lost), 1);

            assertThat(text)
                    .contains("* MISSED")
                    .endsWith(
                            "Not as accurate as promised on this machine: TTFT p95 by +10.5 ms, output tokens by -1000."
                                    + " Server and client shared one processor, so each waited for the other.\n");
        }

        @Test
        void judges_nothing_that_the_machine_was_too_busy_to_measure() {
            String text = AccuracyLayout.of(level(Verdict.INVALID, List.of(FAR), SAME), 2);

            assertThat(text)
                    .endsWith(
                            "This machine was too busy to tell: the measurement is INVALID (event-loop lag p99 31.0 ms)."
                                    + " Try again when it is quiet.\n");
        }

        @Test
        void tells_a_doubtful_measurement() {
            assertThat(AccuracyLayout.of(level(Verdict.SUSPECT, List.of(CLOSE), SAME), 2))
                    .endsWith(
                            "Every promise is kept on this machine, and the measurement is SUSPECT (event-loop lag p99"
                                    + " 31.0 ms).\n");
        }
    }

    @Test
    void measures_this_machine_without_a_server_and_tells_it_as_json() {
        Shell.Answer answer = Shell.llmbench("doctor", "--accuracy", "--accuracy-time", "10s", "-o", "json");

        assertThat(answer.code())
                .as(answer.out() + answer.err())
                .isIn(ExitCode.OK, ExitCode.OBJECTIVE_MISSED, ExitCode.INVALID);
        assertThat(answer.err()).contains("measure 1/1 64 users");
        JsonNode accuracy = JsonMapper.shared().readTree(answer.out()).path("accuracy");
        assertThat(accuracy.path("streams").intValue()).isEqualTo(64);
        assertThat(accuracy.path("figures").valueStream()).anySatisfy(figure -> {
            assertThat(figure.path("figure").stringValue()).isEqualTo("time_per_output_token");
            assertThat(figure.path("statistic").stringValue()).isEqualTo("p50");
            assertThat(figure.path("truth").doubleValue()).isBetween(33.0, 100.0);
        });
        assertThat(accuracy.path("counts").valueStream())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count.path("measured").longValue())
                        .as(count.toString())
                        .isEqualTo(count.path("truth").longValue()));
        assertThat(accuracy.path("eventDelay").path("p50Millis").doubleValue()).isPositive();
    }

    @Test
    void refuses_what_makes_no_sense_with_2() {
        assertThat(Shell.llmbench("doctor", "--accuracy", "--accuracy-time", "2s")
                        .err())
                .contains("--accuracy-time: time of a check must be at least 10 s");
        assertThat(Shell.llmbench("doctor", "--accuracy-time", "20s").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Shell.llmbench("doctor", "--accuracy", "--model", "m").err()).contains("--url is missing");
        assertThat(Shell.llmbench("doctor", "--accuracy", "-o", "csv").err()).contains("table or json");
    }
}
