package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The load tests of the five reference systems, by name; the figures are theirs. */
class PresetsTest {
    @TempDir
    private Path folder;

    static Stream<Presets.Preset> presets() {
        return Presets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void can_be_written_and_read_back(Presets.Preset preset) {
        Path file = folder.resolve("plan.yaml");

        PlanFile.write(preset.plan(), file);

        assertThat(PlanFile.readPlan(file)).isEqualTo(preset.plan());
        assertThat(preset.plan().name()).isEqualTo(preset.name());
        assertThat(preset.description()).endsWith(").").hasSizeLessThan(120);
    }

    @Test
    void single_stream_measures_the_six_pairs_of_000() {
        BenchmarkPlan plan = Presets.plan("single-stream");

        assertThat(plan.points())
                .extracting(point -> point.shape().orElseThrow())
                .containsExactly(
                        Shape.of(128, 2048),
                        Shape.of(128, 4096),
                        Shape.of(2048, 128),
                        Shape.of(5000, 500),
                        Shape.of(1000, 1000),
                        Shape.of(2048, 2048));
        assertThat(plan.points()).extracting(Point::load).containsOnly(new LoadLevel.Users(1));
        assertThat(plan.requestsPerUser()).contains(3); // a plain number of requests would let a fourth begin
        assertThat(plan.warmUp()).isPositive(); // V1 asks once before it measures
    }

    @Test
    void concurrency_grid_goes_over_six_concurrencies_of_000() {
        BenchmarkPlan plan = Presets.plan("concurrency-grid");

        assertThat(users(plan)).containsExactly(1, 4, 8, 16, 32, 64);
        assertThat(((Workload.Synthetic) plan.workload()).shapes())
                .containsExactly(
                        Shape.of(128, 2048),
                        Shape.of(128, 4096),
                        Shape.of(2048, 128),
                        Shape.of(1000, 1000),
                        Shape.of(2048, 2048));
        assertThat(plan.points()).hasSize(30);
    }

    @Test
    void concurrency_grid_asks_one_batch_of_as_many_requests_as_users_as_000_does() {
        BenchmarkPlan plan = Presets.plan("concurrency-grid");

        assertThat(plan.requestsPerUser()).contains(1);
        assertThat(plan.window()).isEmpty(); // 60 s would end before a slow server's first answer
        assertThat(plan.warmUp()).isZero();
        assertThat(plan.rampUp()).isZero();
        assertThat(plan.requests().timeouts().total()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void degradation_has_the_five_answer_lengths_of_000() {
        assertThat(Presets.plan("degradation").points())
                .extracting(point -> point.shape().orElseThrow().outputTokens())
                .containsExactly(
                        TokenRange.exactly(500),
                        TokenRange.exactly(1000),
                        TokenRange.exactly(2000),
                        TokenRange.exactly(3000),
                        TokenRange.exactly(4000));
        assertThat(users(Presets.plan("degradation"))).containsExactly(1);
        assertThat(Presets.plan("degradation").requestsPerUser()).contains(3);
    }

    @Test
    void suite_is_one_throughput_test_and_nine_concurrent_ones_of_001() {
        BenchmarkPlan plan = Presets.plan("suite");

        assertThat(plan.load().levels()).hasSize(10);
        assertThat(plan.load().levels().get(0)).isEqualTo(new LoadLevel.Saturation(OptionalInt.empty()));
        assertThat(users(plan))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 9).boxed().toList());
        assertThat(plan.window()).contains(Duration.ofSeconds(30));
        assertThat(plan.phases().rest()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.workload().seed()).hasValue(42);
        assertThat(plan.requests().usage()).isEqualTo(RequestSettings.UsageReporting.CONTINUOUS);
        assertThat(input(plan)).isEqualTo(TokenRange.exactly(280)); // of its rows, about
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(220));
        assertThat(plan.expectedDuration()).contains(Duration.ofSeconds(10 * 33 + 9 * 2));
    }

    @ParameterizedTest
    @CsvSource({
        // the announced time is that of 002, 10 x 240 s + 9 x 30 s, but for the cool-down behind the last level
        "sweep, '1,4,8,16,32,64,128,256,512,1024', 180, 30, 30, 2640",
        "sweep-quick, '1,64,256', 60, 10, 10, 290",
        "sweep-custom, '16,32,64,128', 180, 30, 30, 1020",
        "sweep-reduced, '1,4,8,16,32,64', 180, 30, 30, 1560"
    })
    void sweeps_have_the_levels_and_phases_of_002(
            String name, String levels, int window, int warmUp, int coolDown, int announced) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(users(plan))
                .containsExactlyElementsOf(
                        Stream.of(levels.split(",")).map(Integer::valueOf).toList());
        assertThat(plan.window()).contains(Duration.ofSeconds(window));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(warmUp));
        assertThat(plan.requests().timeouts().total()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.phases().rest()).isEqualTo(Duration.ofSeconds(coolDown + 30L)); // 30 s between levels
        assertThat(plan.expectedDuration()).contains(Duration.ofSeconds(announced));
        assertThat(input(plan)).isEqualTo(TokenRange.exactly(1000));
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(1000));
    }

    @ParameterizedTest
    @CsvSource({"token-race, 80, 1000000, 1", "race-warm-up, 20, 100000, 1", "race-stress, 80, 10000000, 3"})
    void races_have_the_users_and_targets_of_003(String name, int users, long tokens, int hours) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(users(plan)).containsExactly(users);
        assertThat(plan.tokenTarget()).contains(tokens);
        assertThat(plan.safetyLimit()).isEqualTo(Duration.ofHours(hours));
        assertThat(tokens / 2_500.0)
                .as("seconds at the slowest of 003's servers")
                .isLessThan(hours * 3_600.0);
        assertThat(plan.rampUp()).isEqualTo(Duration.ofMillis(50L * users)); // 20 a second
        assertThat(input(plan)).isEqualTo(new TokenRange(20, 50));
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(2048));
        assertThat(plan.requests().usage()).isEqualTo(RequestSettings.UsageReporting.CONTINUOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "race-l4, 50 80 100", "race-a10, 100", "race-a100, 150", // by GPU
        "race-7b, 50", "race-13b, 30", "race-70b, 10", // by the size of the model
        "race-search, 80 100 120"
    })
    void races_by_gpu_and_by_model_have_the_users_of_003(String name, String users) {
        BenchmarkPlan plan = Presets.plan(name);
        List<Integer> wanted =
                Arrays.stream(users.split(" ")).map(Integer::valueOf).toList();

        assertThat(users(plan)).isEqualTo(wanted);
        assertThat(plan.tokenTarget()).contains(1_000_000L);
        assertThat(plan.rampUp()).isEqualTo(Duration.ofMillis(50L * Collections.max(wanted)));
        assertThat(plan.phases().rest()).isEqualTo(wanted.size() > 1 ? Duration.ofMinutes(1) : Duration.ZERO);
    }

    @Test
    void a_race_for_the_sweet_spot_gives_up_where_more_than_five_percent_fail() {
        BenchmarkPlan plan = Presets.plan("race-search");

        assertThat(plan.stops()).contains(Stop.errorRate(0.05));
    }

    @ParameterizedTest
    @CsvSource({
        "cost-estimation, 150, 300, 400, 600, 2048, AT_MOST, 15",
        "chat, 50, 600, 256, 256, 128, FORCED, 10",
        "retrieval, 20, 900, 1500, 2000, 512, FORCED, 10",
        "code, 30, 600, 512, 512, 512, FORCED, 10"
    })
    void timed_tests_have_the_figures_of_003(
            String name,
            int users,
            int seconds,
            int shortest,
            int longest,
            int output,
            RequestSettings.OutputLength kind,
            int rampUp) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(users(plan)).containsExactly(users);
        assertThat(plan.window()).contains(Duration.ofSeconds(seconds));
        assertThat(input(plan)).isEqualTo(new TokenRange(shortest, longest));
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(output));
        assertThat(plan.requests().outputLength()).isEqualTo(kind);
        assertThat(plan.rampUp()).isEqualTo(Duration.ofSeconds(rampUp));
    }

    @ParameterizedTest
    @CsvSource({"constant-rate, CONSTANT, 40, 1200", "poisson-rate, POISSON, 100, 900"})
    void rates_have_the_figures_of_003(String name, Arrival arrival, int cap, int seconds) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(plan.load()).isEqualTo(Load.rate(2).arrival(arrival).maxInFlight(cap));
        assertThat(plan.window()).contains(Duration.ofSeconds(seconds));
        assertThat(input(plan)).isEqualTo(TokenRange.exactly(512));
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(256));
        assertThat(plan.requests().outputLength()).isEqualTo(RequestSettings.OutputLength.FORCED);
    }

    @Test
    void poisson_rate_says_that_it_has_no_bursts() {
        assertThat(Presets.all())
                .filteredOn(preset -> preset.name().equals("poisson-rate"))
                .singleElement()
                .extracting(Presets.Preset::description)
                .asString()
                .contains("without 003's bursts");
    }

    @Test
    void sequential_asks_ten_prompts_for_five_minutes_as_004_does() {
        BenchmarkPlan plan = Presets.plan("sequential");

        assertThat(plan.window()).contains(Duration.ofMinutes(5));
        assertThat(users(plan)).containsExactly(1);
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(256));
        assertThat(plan.requests().outputLength()).isEqualTo(RequestSettings.OutputLength.AT_MOST);
        assertThat(plan.workload()).isInstanceOf(Workload.PromptFile.class);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.plan("sweeep"))
                .withMessageContaining("no preset 'sweeep'")
                .withMessageContaining("sweep-quick");
    }

    private static Stream<Integer> usersOf(Load load) {
        return load.levels().stream()
                .filter(LoadLevel.Users.class::isInstance)
                .map(level -> ((LoadLevel.Users) level).concurrency());
    }

    private static TokenRange input(BenchmarkPlan plan) {
        return ((Workload.Synthetic) plan.workload()).inputTokens();
    }

    private static List<Integer> users(BenchmarkPlan plan) {
        return usersOf(plan.load()).toList();
    }
}
