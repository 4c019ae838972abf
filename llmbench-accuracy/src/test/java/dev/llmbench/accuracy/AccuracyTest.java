package dev.llmbench.accuracy;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Workload.synthetic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One short run against a server that fails now and then. How far its times are off depends on this machine and is asserted
 * nowhere; what must hold on any machine is.
 */
class AccuracyTest {
    private static final int TOKENS = 12;
    private static final double EXACT = 1e-9;

    @TempDir
    private static Path folder;

    private static BenchmarkResult result;
    private static Path runFolder;
    private static List<RequestStamps> stamps;

    @BeforeAll
    static void run() {
        TokenAnswer whole =
                Answers.tokens(TOKENS).timeToFirst(Duration.ofMillis(30)).every(Duration.ofMillis(5));
        Script script = Script.of(
                        whole,
                        whole.tokensPerEvent(1, 4, 2),
                        whole.eventsPerWrite(3),
                        whole.roleFirst(Duration.ofMillis(10)).finishChunk(),
                        whole.reasoningFirst(5),
                        whole.splitEvents(25, Duration.ofMillis(2)),
                        whole.errorMidStream(4, "out of memory"),
                        whole,
                        whole.closeAfter(6),
                        Answers.status(503, "{\"error\":{\"message\":\"busy\"}}"))
                .cycle();
        try (ScriptedServerProcess server = ScriptedServerProcess.start(script, folder)) {
            Run run = LlmBench.against(Target.openAi(server.url().toString()).model("scripted"))
                    .workload(synthetic().inputTokens(20).outputTokens(TOKENS).seed(1))
                    .load(concurrency(8))
                    .requests(RequestSettings.defaults().withUsage(UsageReporting.CONTINUOUS))
                    .warmUp(Duration.ofMillis(500))
                    .measureFor(Duration.ofMillis(1_500))
                    .saveTo(folder)
                    .start();
            result = run.await();
            runFolder = run.folder().orElseThrow();
            stamps = server.stop();
        }
    }

    private static LevelAccuracy accuracy(List<RequestStamps> truth) {
        List<LevelAccuracy> levels = Accuracy.of(result, runFolder, truth);
        assertThat(levels).hasSize(1);
        return levels.get(0);
    }

    private static List<RequestStamps> changed(Predicate<RequestStamps> which, UnaryOperator<List<EventStamp>> events) {
        return stamps.stream()
                .map(request -> which.test(request)
                        ? new RequestStamps(
                                request.request(),
                                request.connection(),
                                request.requestId(),
                                request.receivedNanos(),
                                request.arrivedNanos(),
                                request.headersSentNanos(),
                                events.apply(request.events()),
                                request.end())
                        : request)
                .toList();
    }

    private static List<EventStamp> earlier(List<EventStamp> events, Duration by) {
        return events.stream()
                .map(event -> new EventStamp(event.kind(), event.tokens(), event.nanos() - by.toNanos()))
                .toList();
    }

    @Test
    void both_sides_count_the_same() {
        LevelAccuracy level = accuracy(stamps);

        assertThat(level.counts()).extracting(CountError::count).containsExactly(CountError.Count.values());
        assertThat(level.counts()).allSatisfy(count -> {
            assertThat(count.error()).as(count.toString()).isZero();
            assertThat(count.measured()).isPositive();
        });
        assertThat(level.miscounted()).isEmpty();
    }

    @Test
    void nothing_is_seen_before_it_was_sent() {
        ObservationDelay delay = accuracy(stamps).events();

        assertThat(delay.count()).isGreaterThan(100);
        assertThat(delay.p50()).isPositive();
        assertThat(delay.p99()).isGreaterThanOrEqualTo(delay.p50());
        assertThat(delay.max()).isGreaterThanOrEqualTo(delay.p99());
        assertThat(accuracy(stamps).requests().count()).isPositive();
        assertThat(accuracy(stamps).requests().p50()).isPositive();
    }

    @Test
    void every_figure_of_a_closed_loop_is_there_with_what_the_script_says() {
        LevelAccuracy level = accuracy(stamps);

        assertThat(level.error(Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE, Statistic.MEAN))
                .as("a closed loop has no schedule")
                .isEmpty();
        // a server is never early
        assertThat(level.error(Figure.TIME_TO_FIRST_TOKEN, Statistic.P50)
                        .orElseThrow()
                        .truth())
                .isGreaterThanOrEqualTo(30);
        assertThat(level.error(Figure.END_TO_END, Statistic.P50).orElseThrow().truth())
                .isGreaterThanOrEqualTo(30 + 5 * (TOKENS - 4));
        assertThat(level.error(Figure.TIME_PER_OUTPUT_TOKEN, Statistic.P50)).isPresent();
        assertThat(level.error(Figure.INTER_TOKEN_LATENCY, Statistic.P99)).isPresent();
        assertThat(level.error(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN)
                        .orElseThrow()
                        .truth())
                .isPositive();
        assertThat(level.error(Figure.MEAN_CONCURRENCY, Statistic.MEAN)
                        .orElseThrow()
                        .truth())
                .isBetween(0.1, 8.0);
        assertThat(level.error(Figure.MEAN_CONCURRENCY, Statistic.P50)).isEmpty();
    }

    @Test
    void a_server_that_had_sent_everything_earlier_would_make_times_to_tokens_worse_by_as_much() {
        Duration early = Duration.ofMillis(3);
        LevelAccuracy asItWas = accuracy(stamps);

        LevelAccuracy level = accuracy(changed(request -> true, events -> earlier(events, early)));

        for (Statistic statistic : Statistic.values()) {
            assertThat(error(level, Figure.TIME_TO_FIRST_TOKEN, statistic))
                    .isCloseTo(error(asItWas, Figure.TIME_TO_FIRST_TOKEN, statistic) + 3, within(EXACT));
            assertThat(error(level, Figure.END_TO_END, statistic))
                    .isCloseTo(error(asItWas, Figure.END_TO_END, statistic) + 3, within(EXACT));
            assertThat(error(level, Figure.TIME_PER_OUTPUT_TOKEN, statistic))
                    .isCloseTo(error(asItWas, Figure.TIME_PER_OUTPUT_TOKEN, statistic), within(EXACT));
            assertThat(error(level, Figure.INTER_TOKEN_LATENCY, statistic))
                    .isCloseTo(error(asItWas, Figure.INTER_TOKEN_LATENCY, statistic), within(EXACT));
        }
        assertThat(level.events().p50()).isEqualTo(asItWas.events().p50().plus(early));
        assertThat(level.events().mean().minus(asItWas.events().mean()))
                .isBetween(early.minusNanos(1), early.plusNanos(1));
    }

    private static double error(LevelAccuracy level, Figure figure, Statistic statistic) {
        return level.error(figure, statistic).orElseThrow().error();
    }

    @Test
    void tokens_that_were_claimed_and_not_sent_are_a_miscount() {
        LevelAccuracy level = accuracy(changed(
                request -> true,
                events -> events.stream()
                        .map(event -> new EventStamp(event.kind(), event.tokens() * 2, event.nanos()))
                        .toList()));

        assertThat(level.miscounted()).extracting(CountError::count).containsExactly(CountError.Count.TOKENS);
        assertThat(level.missed()).extracting(FigureError::figure).contains(Figure.OUTPUT_TOKENS_PER_SECOND);
        assertThat(level.kept()).isFalse();
    }

    @Test
    void refuses_stamps_of_another_run() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Accuracy.of(result, runFolder, stamps.subList(0, stamps.size() / 2)))
                .withMessageContaining("was never received by the server");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Accuracy.of(
                        result, runFolder, changed(request -> true, events -> earlier(events, Duration.ofHours(-1)))))
                .withMessageContaining("of the server, which was received");
    }

    @Test
    void measures_against_a_server_of_its_own_in_one_call() {
        List<LevelAccuracy> levels = Accuracy.measure(
                Script.of(Answers.tokensFromRequest().every(Duration.ofMillis(5))),
                folder,
                server -> LlmBench.against(server)
                        .workload(synthetic().inputTokens(20).outputTokens(8).seed(1))
                        .load(concurrency(2, 4))
                        .warmUp(Duration.ofMillis(200))
                        .measureFor(Duration.ofMillis(500)));

        assertThat(levels)
                .hasSize(2)
                .allSatisfy(level -> assertThat(level.miscounted()).isEmpty());
        assertThat(levels).extracting(level -> level.level().point().label()).containsExactly("2 users", "4 users");
    }
}
