package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.Presets;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Races, grids and presets from the command line. */
class NamedTestsTest {
    private static final String SPREAD = "[0-9.]+ \\([0-9.]+ to [0-9.]+\\) s";

    private static ModelledServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = ModelledServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Shell.Answer measure(String... args) {
        return Shell.llmbench(Stream.concat(
                        Stream.of(args),
                        Stream.of(
                                "--url",
                                server.url().toString(),
                                "--model",
                                "simulated-8b",
                                "--out",
                                folder.toString()))
                .toArray(String[]::new));
    }

    private BenchmarkResult result() throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return Results.read(runs.filter(Files::isDirectory).findFirst().orElseThrow());
        }
    }

    @Nested
    class ARace {
        @Test
        void ends_with_the_ten_lines_of_the_million_token_race() throws IOException {
            Shell.Answer answer = measure("race", "--users", "8", "--target-tokens", "500", "--output-tokens", "20");

            assertThat(answer.out())
                    .containsSubsequence(
                            "Race, 8 users",
                            "500 output tokens after ",
                            "Output tokens: 5",
                            "Input tokens: ",
                            "Total tokens: ",
                            "Elapsed: ",
                            " min)",
                            "Average throughput: ",
                            "Peak throughput: ",
                            "Requests: ",
                            "Succeeded: ",
                            "Failed: 0",
                            "Success rate: 100.00 %");
            assertThat(answer.err()).contains("of 500 tokens", "a window that ends after 500 output tokens");
        }

        @Test
        void has_lines_whose_figures_are_those_of_the_result_and_fit_together() throws IOException {
            Shell.Answer answer = measure("race", "--users", "8", "--target-tokens", "2000", "--output-tokens", "50");

            LevelResult level = result().levels().get(0);
            TimeToTarget race = level.window().race().orElseThrow();
            Duration time = race.time().orElseThrow();
            double seconds = time.toNanos() / 1e9;
            double perSecond = level.throughput().outputTokens().perSecond();
            long output = Math.round(perSecond * seconds);
            assertThat(race.exact()).isTrue();
            // the window holds the token that reached the target
            assertThat(level.window().length()).isEqualTo(time.plusNanos(1));
            // with several event loops, the one that counted last need not be the one that stamped last
            assertThat(output).isBetween(race.target() - 8, race.target() + race.beyond());
            assertThat(figure(answer, "2,000 output tokens after ")).isCloseTo(seconds, within(0.005));
            assertThat(count(answer, "Output tokens: ")).isEqualTo(output);
            assertThat(count(answer, "Input tokens: "))
                    .isEqualTo(level.tokens().prompt())
                    .isPositive();
            assertThat(count(answer, "Total tokens: "))
                    .isEqualTo(output + level.tokens().prompt());
            assertThat(figure(answer, "Elapsed: ")).isCloseTo(seconds, within(0.005));
            assertThat(figure(answer, " (", "Elapsed: ")).isCloseTo(seconds / 60, within(0.005));
            // three digits are shown
            assertThat(figure(answer, "Average throughput: ")).isCloseTo(perSecond, withinPercentage(0.5));
            var counts = level.counts().overall();
            assertThat(count(answer, "Requests: ")).isEqualTo(counts.offered());
            assertThat(count(answer, "Succeeded: "))
                    .isEqualTo(counts.succeeded())
                    .isGreaterThan(20);
            assertThat(count(answer, "Failed: ")).isZero();
            assertThat(figure(answer, "Success rate: ")).isEqualTo(100);
        }

        @Test
        void has_its_peak_over_ten_seconds_or_says_that_it_was_shorter() throws IOException {
            Shell.Answer answer = measure("race", "--users", "2", "--target-tokens", "100", "--output-tokens", "20");

            assertThat(result().levels().get(0).throughput().peakOutputTokens()).isEmpty();
            assertThat(answer.out()).containsPattern("Peak throughput: [^0-9]*10 s");
        }

        /** The number behind the words, in the first line that holds them. */
        private double figure(Shell.Answer answer, String words) {
            return figure(answer, words, words);
        }

        private long count(Shell.Answer answer, String words) {
            return Math.round(figure(answer, words));
        }

        private double figure(Shell.Answer answer, String words, String lineWith) {
            String line = answer.out()
                    .lines()
                    .filter(text -> text.contains(lineWith))
                    .findFirst()
                    .orElseThrow();
            Matcher number =
                    Pattern.compile("^[0-9][0-9,.]*").matcher(line.substring(line.indexOf(words) + words.length()));
            assertThat(number.find()).as(line).isTrue();
            return Double.parseDouble(number.group().replace(",", ""));
        }

        @Test
        void can_be_repeated_with_a_pause_between() throws IOException {
            Shell.Answer answer = measure(
                    "race",
                    "--users",
                    "2",
                    "--target-tokens",
                    "40",
                    "--output-tokens",
                    "20",
                    "--repeats",
                    "3",
                    "--rest",
                    "10ms");

            BenchmarkResult result = result();
            assertThat(result.levels())
                    .hasSize(3)
                    .allSatisfy(level -> assertThat(
                                    level.window().race().orElseThrow().time())
                            .isPresent());
            assertThat(result.job().plan().phases().rest()).isEqualTo(Duration.ofMillis(10));
            String words = answer.out().replaceAll("\\s+", " ");
            assertThat(words).contains("Race, 2 users, repeat 3");
            // Where other work took this machine's processors, rounds are INVALID, and left out.
            assertThat(words)
                    .containsPattern(
                            switch ((int) result.levels().stream()
                                    .filter(level -> level.validity() != Verdict.INVALID)
                                    .count()) {
                                case 0 -> "2 users: 0 rounds, 3 INVALID left out";
                                case 1 -> "2 users: 1 round, 2 INVALID left out, .*, target reached after [0-9.]+ s";
                                case 2 -> "2 users: 2 rounds, 1 INVALID left out, .*, target reached after " + SPREAD;
                                default -> "2 users: 3 rounds, .*, target reached after " + SPREAD;
                            });
        }

        @Test
        void rests_a_minute_between_repeats_unless_told_otherwise() {
            String[] nobody = {"race", "--url", "http://127.0.0.1:1", "--model", "m", "--out", folder.toString()};

            assertThat(Shell.llmbench(and(nobody, "--repeats", "2")).err()).contains(", 1m rest");
            assertThat(Shell.llmbench(and(nobody, "--repeats", "2", "--rest", "0s"))
                            .err())
                    .doesNotContain(" rest");
            assertThat(Shell.llmbench(nobody).err())
                    .contains("a window that ends after 1000000 output tokens")
                    .doesNotContain(" rest");
        }

        private String[] and(String[] args, String... more) {
            return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
        }

        @Test
        void that_was_won_before_any_answer_ended_is_not_partial() {
            Shell.Answer answer = measure("race", "--users", "2", "--target-tokens", "20", "--output-tokens", "500");

            assertThat(answer.err()).doesNotContain("partial");
            assertThat(answer.out()).contains("Success rate: no request was over before the race was");
        }

        @Test
        void that_ran_out_of_time_says_so() throws IOException {
            Shell.Answer answer =
                    measure("race", "--users", "1", "--target-tokens", "1000000", "--at-most", "1s", "-q");

            assertThat(answer.out()).contains("The target of 1,000,000 output tokens was not reached");
            assertThat(result().levels().get(0).window().race().orElseThrow().time())
                    .isEmpty();
        }

        @Test
        void refuses_a_target_of_nothing() {
            Shell.Answer answer = measure("race", "--target-tokens", "0");

            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err()).contains("--target-tokens", "at least 1").hasLineCount(1);
        }
    }

    @Nested
    class ABatch {
        @Test
        void has_exactly_so_many_requests_of_each_user() throws IOException {
            measure(
                    "sweep",
                    "--concurrency",
                    "1,3",
                    "--requests-per-user",
                    "2",
                    "--input-tokens",
                    "16",
                    "--output-tokens",
                    "4",
                    "-q");

            assertThat(result().levels())
                    .extracting(level -> level.counts().measured().offered())
                    .containsExactly(2L, 6L);
        }

        @Test
        void is_refused_where_a_rate_has_no_users() {
            Shell.Answer answer = measure("sweep", "--rate", "2", "--requests-per-user", "2");

            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err())
                    .contains("--requests-per-user: a rate of requests has no users")
                    .hasLineCount(1);
        }
    }

    @Nested
    class AGrid {
        @Test
        void measures_every_pair_of_lengths_and_shows_them_in_the_table() throws IOException {
            Shell.Answer answer = measure(
                    "sweep",
                    "--concurrency",
                    "1,2",
                    "--input-tokens",
                    "16,24",
                    "--output-tokens",
                    "4,6",
                    "--requests",
                    "3",
                    "-q");

            assertThat(answer.out()).contains("tokens").contains("16-24 input tokens");
            BenchmarkResult result = result();
            assertThat(result.levels()).hasSize(8);
            LevelResult level = result.at(new Point(new LoadLevel.Users(2), Optional.of(Shape.of(24, 6)), 1));
            assertThat(level.tokens().lengths().outputMean()).contains(6.0);
            assertThat(level.tokens().lengths().promptDeviation()).contains(0.0);
            assertThat(result.best()).isEmpty(); // of all lengths together; each has its own
            assertThat(result.extra()).containsKeys("best.16 in, 4 out", "best.24 in, 6 out");
            assertThat(answer.out()).contains("Best level", "16 in, 4 out: ", "24 in, 6 out: ");
        }

        @Test
        void repeats_everything_in_rounds() throws IOException {
            measure(
                    "sweep",
                    "--concurrency",
                    "1",
                    "--input-tokens",
                    "16",
                    "--output-tokens",
                    "4",
                    "--requests",
                    "3",
                    "--repeats",
                    "3",
                    "-q");

            assertThat(result().levels())
                    .extracting(level -> level.point().repeat())
                    .containsExactly(1, 2, 3);
        }

        @Test
        void can_begin_with_a_saturation() throws IOException {
            measure(
                    "sweep",
                    "--saturation",
                    "--concurrency",
                    "1",
                    "--input-tokens",
                    "16",
                    "--output-tokens",
                    "4",
                    "--duration",
                    "300ms",
                    "--warmup",
                    "0s",
                    "-q");

            BenchmarkResult result = result();
            assertThat(result.job().plan().requests().usage()).isEqualTo(UsageReporting.CONTINUOUS);
            assertThat(result.levels().get(0).tokens().basis().estimated()).isZero();
            assertThat(result.levels().get(0).extra()).containsEntry("saturation.users", "512");
            assertThat(result().levels().get(1).load()).isEqualTo(new LoadLevel.Users(1));
        }
    }

    @Nested
    class APreset {
        static Stream<String> names() {
            return Presets.all().stream().map(Presets.Preset::name);
        }

        @Test
        void is_listed_with_what_it_is_for() {
            Shell.Answer answer = Shell.llmbench("preset");

            assertThat(answer.code()).isEqualTo(ExitCode.OK);
            assertThat(answer.out().lines()).hasSize(Presets.all().size());
            assertThat(answer.out()).contains("token-race", "a million output tokens (003)");
        }

        @ParameterizedTest
        @MethodSource("names")
        void can_be_printed_as_a_plan_that_is_valid(String name) throws IOException {
            Shell.Answer printed = Shell.llmbench("preset", name, "--print");
            Path plan = Files.writeString(folder.resolve("plan.yaml"), printed.out());

            Shell.Answer checked = Shell.llmbench("validate", plan.toString());

            assertThat(printed.code()).isEqualTo(ExitCode.OK);
            assertThat(checked.code()).as(checked.err()).isEqualTo(ExitCode.OK);
            assertThat(checked.out()).isEqualTo(printed.out());
        }

        @Test
        void with_prompts_of_its_own_can_be_varied_and_run() throws IOException {
            Path plan = folder.resolve("plan.yaml");
            String text = Shell.llmbench("preset", "sequential", "--print").out();
            Files.writeString(
                    plan, text.replace("elapsed: 5m", "requests: 4").replace("outputTokens: 256", "outputTokens: 4"));

            Shell.Answer answer = measure("run", plan.toString(), "-q");

            assertThat(answer.out()).contains("llmbench:ten-prompts");
            assertThat(result().levels().get(0).counts().measured().succeeded()).isGreaterThanOrEqualTo(4);
        }

        @Test
        void of_another_name_is_refused() {
            Shell.Answer answer = Shell.llmbench("preset", "sweeps");

            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err())
                    .contains("no preset 'sweeps'", "sweep-quick")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_race_is_never_faster_than_the_model() throws IOException {
        // the modelled server gives 8 users 8 tokens every 8.4 ms
        measure("race", "--users", "8", "--target-tokens", "2000", "--output-tokens", "300", "--ramp-up", "0s", "-q");

        Duration time =
                result().levels().get(0).window().race().orElseThrow().time().orElseThrow();
        assertThat(time).isGreaterThan(Duration.ofSeconds(2));
    }
}
