package dev.llmbench.core.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Point;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.core.Presets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every level of every preset from its first to its last second, on a server that gives each stream 40 tokens a second. */
class VirtualPresetsTest {
    private static final int TOKENS_PER_SECOND = 40;

    static Stream<Arguments> levels() {
        return Presets.all().stream()
                .flatMap(preset -> IntStream.range(0, preset.plan().points().size())
                        .mapToObj(number -> Arguments.of(
                                preset.name(),
                                preset.plan().points().get(number).label(),
                                number)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("levels")
    void measures_answers_and_ends_as_planned(String preset, String label, int number) {
        BenchmarkPlan plan = Presets.plan(preset);

        LevelResult level =
                VirtualLevel.of(plan, number, answer(longest(plan, number))).result();

        assertThat(level.window().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(level.counts().measured().succeeded()).isPositive();
        assertThat(level.counts().measured().failedTotal()).isZero();
        assertThat(level.counts().measured().dropped()).isZero();
        for (Stop stop : plan.stops()) {
            check(stop, level);
        }
    }

    private static void check(Stop stop, LevelResult level) {
        if (stop instanceof Stop.Elapsed elapsed) {
            assertThat(level.window().length()).isEqualTo(elapsed.duration());
        } else if (stop instanceof Stop.Requests requests) {
            assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(requests.count());
        } else if (stop instanceof Stop.RequestsPerUser each) {
            assertThat(level.counts().measured().offered())
                    .isEqualTo((long) each.count() * level.load().maxInFlight().orElseThrow());
        } else if (stop instanceof Stop.OutputTokens tokens) {
            assertThat(level.window().race().orElseThrow().exact()).isTrue();
            assertThat(level.window().race().orElseThrow().time()).isPresent();
            assertThat(level.tokens().output()).isGreaterThanOrEqualTo(tokens.count());
        }
    }

    private static int longest(BenchmarkPlan plan, int number) {
        Point point = plan.points().get(number);
        return point.shape()
                .map(Shape::outputTokens)
                .orElseGet(() -> plan.workload().outputTokens())
                .max();
    }

    /** Forty tokens a second, told with the event that brings them. */
    private static Answer answer(int tokens) {
        Answer answer = Answer.stream();
        int left = tokens;
        while (left > 0) {
            int some = Math.min(left, TOKENS_PER_SECOND);
            answer.after(Duration.ofSeconds(1).multipliedBy(some).dividedBy(TOKENS_PER_SECOND))
                    .counted(some);
            left -= some;
        }
        return answer.finish().done();
    }
}
