package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.nio.file.Path;
import java.time.Duration;
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
    }

    @Test
    void concurrency_grid_goes_over_six_concurrencies_of_000() {
        assertThat(users(Presets.plan("concurrency-grid"))).containsExactly(1, 4, 8, 16, 32, 64);
        assertThat(Presets.plan("concurrency-grid").points()).hasSize(30);
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
    }

    @ParameterizedTest
    @CsvSource({
        "sweep, '1,4,8,16,32,64,128,256,512,1024', 180, 30",
        "sweep-quick, '1,64,256', 60, 10",
        "sweep-custom, '16,32,64,128', 180, 30",
        "sweep-reduced, '1,4,8,16,32,64', 180, 30"
    })
    void sweeps_have_the_levels_and_phases_of_002(String name, String levels, int window, int warmUp) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(users(plan))
                .containsExactlyElementsOf(
                        Stream.of(levels.split(",")).map(Integer::valueOf).toList());
        assertThat(plan.window()).contains(Duration.ofSeconds(window));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(warmUp));
        assertThat(plan.requests().timeouts().total()).isEqualTo(Duration.ofSeconds(30));
        Workload.Synthetic lengths = (Workload.Synthetic) plan.workload();
        assertThat(lengths.inputTokens()).isEqualTo(TokenRange.exactly(1000));
        assertThat(lengths.outputTokens()).isEqualTo(TokenRange.exactly(1000));
    }

    @ParameterizedTest
    @CsvSource({"token-race, 80, 1000000", "race-warm-up, 20, 100000", "race-stress, 80, 10000000"})
    void races_have_the_users_and_targets_of_003(String name, int users, long tokens) {
        BenchmarkPlan plan = Presets.plan(name);

        assertThat(users(plan)).containsExactly(users);
        assertThat(plan.tokenTarget()).contains(tokens);
        assertThat(plan.safetyLimit()).isEqualTo(Duration.ofHours(1));
        assertThat(plan.rampUp()).isEqualTo(Duration.ofMillis(50L * users)); // 20 a second
        assertThat(((Workload.Synthetic) plan.workload()).inputTokens()).isEqualTo(new TokenRange(20, 50));
    }

    @Test
    void sequential_asks_ten_prompts_for_five_minutes_as_004_does() {
        BenchmarkPlan plan = Presets.plan("sequential");

        assertThat(plan.window()).contains(Duration.ofMinutes(5));
        assertThat(users(plan)).containsExactly(1);
        assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(256));
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

    private static List<Integer> users(BenchmarkPlan plan) {
        return usersOf(plan.load()).toList();
    }
}
